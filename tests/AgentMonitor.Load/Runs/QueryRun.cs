using System.Diagnostics;
using AgentMonitor.Load.Measure;

namespace AgentMonitor.Load.Runs;

/// <summary>
/// Asks each admin question many times, one after the other, on one connection. A pause between them keeps the asking
/// itself from being the load.
/// </summary>
internal sealed class QueryRun(AdminApi admin, int count, TimeSpan pause)
{
    private const int Warmup = 20;

    public async Task<LatencyHistogram> MeasureAsync(string route, CancellationToken cancellationToken)
    {
        var latency = new LatencyHistogram();
        for (var i = -Warmup; i < count; i++)
        {
            var sentAt = Stopwatch.GetTimestamp();
            using var response = await admin.Http.GetAsync(new Uri(route, UriKind.Relative), cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw new HttpRequestException($"GET {route} answered {(int)response.StatusCode}.");
            }

            if (i >= 0)
            {
                latency.AddSince(sentAt);
            }

            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, cancellationToken);
            }
        }

        return latency;
    }
}
