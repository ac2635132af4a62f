using System.Net.Http.Headers;
using System.Text.Json;

namespace AgentMonitor.Load.Runs;

/// <summary>The admin answers that a load run asks for.</summary>
internal sealed class AdminApi : IDisposable
{
    public AdminApi(string url, string adminToken)
    {
        Http = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(30) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", adminToken);
    }

    public HttpClient Http { get; }

    /// <summary>Finished executions, cancelled ones aside, that ended since then.</summary>
    public async Task<long> TotalSinceAsync(DateTimeOffset from, CancellationToken cancellationToken)
    {
        using var answer = await GetAsync($"/api/admin/metrics?from={from:yyyy-MM-ddTHH:mm:ssZ}", cancellationToken);
        return answer.RootElement.GetProperty("metrics").GetProperty("total_requests").GetInt64();
    }

    public async Task<JsonDocument> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? JsonDocument.Parse(body)
            : throw new HttpRequestException($"GET {path} answered {(int)response.StatusCode}: {body}");
    }

    public void Dispose() => Http.Dispose();
}
