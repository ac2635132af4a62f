using System.Diagnostics;
using System.Text.Json;
using AgentMonitor.Load.Measure;

namespace AgentMonitor.Load.Runs;

/// <summary>Asks each admin question many times, one after the other, on one connection.</summary>
internal sealed class QueryRun(AdminApi admin, int count)
{
    private const int Warmup = 20;

    public async Task RunAsync(string? user, string? execution, CancellationToken cancellationToken)
    {
        var (someUser, someExecution) = user is null || execution is null ? await FindSomeAsync(cancellationToken) : (user, execution);
        Console.WriteLine($"{"route",-48} {"median ms",10} {"p99 ms",10}");
        string[] routes =
        [
            "/api/admin/metrics?hours=24",
            "/api/admin/errors",
            $"/api/admin/user-activity/{Uri.EscapeDataString(user ?? someUser)}",
            $"/api/executions/{Uri.EscapeDataString(execution ?? someExecution)}",
        ];
        foreach (var route in routes)
        {
            var latency = await MeasureAsync(route, cancellationToken);
            Console.WriteLine(FormattableString.Invariant($"{route,-48} {latency.QuantileMs(0.5),10:N2} {latency.QuantileMs(0.99),10:N2}"));
        }
    }

    private async Task<LatencyHistogram> MeasureAsync(string route, CancellationToken cancellationToken)
    {
        var latency = new LatencyHistogram();
        for (var i = -Warmup; i < count; i++)
        {
            var sentAt = Stopwatch.GetTimestamp();
            using var response = await admin.Http.GetAsync(new Uri(route, UriKind.Relative), cancellationToken);
            response.EnsureSuccessStatusCode();
            if (i >= 0)
            {
                latency.AddSince(sentAt);
            }
        }

        return latency;
    }

    private async Task<(string User, string Execution)> FindSomeAsync(CancellationToken cancellationToken)
    {
        using var errors = await admin.GetAsync("/api/admin/errors?limit=50", cancellationToken);
        var error = errors.RootElement.GetProperty("errors").EnumerateArray()
            .FirstOrDefault(candidate => candidate.GetProperty("user_id").ValueKind == JsonValueKind.String);
        return error.ValueKind == JsonValueKind.Object
            ? (error.GetProperty("user_id").GetString()!, error.GetProperty("execution_id").GetString()!)
            : throw new InvalidOperationException("The server knows no failed execution with a user; name one with --user and --id, or fill it first.");
    }
}
