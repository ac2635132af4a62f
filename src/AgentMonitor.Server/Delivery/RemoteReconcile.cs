using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AgentMonitor.Server.Commands;

namespace AgentMonitor.Server.Delivery;

/// <summary>Asks a running server to recount.</summary>
internal static class RemoteReconcile
{
    public static async Task<ReconcileProof> RunAsync(Uri server, string? token, bool repair, CancellationToken cancellationToken)
    {
        // A recount of a long history takes its time; Ctrl+C ends the wait.
        using var client = new HttpClient { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        try
        {
            var path = new Uri($"/api/admin/reconcile?repair={(repair ? "true" : "false")}", UriKind.Relative);
            using var response = await client.PostAsync(path, null, cancellationToken);
            AdminRefusal.ThrowIfAny(response, server);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            return response.IsSuccessStatusCode
                ? Read(answer.GetProperty("report"))
                : throw new DeliveryException(answer.GetProperty("detail").GetString() ?? "The server refused to recount.");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            throw new DeliveryException($"The server at {server} cannot be asked: {exception.Message}");
        }
    }

    private static ReconcileProof Read(JsonElement report) => new(
        report.GetProperty("executions").GetInt64(),
        report.GetProperty("cells").GetInt64(),
        report.GetProperty("drift").GetInt64(),
        report.GetProperty("repaired_cells").GetInt64());
}
