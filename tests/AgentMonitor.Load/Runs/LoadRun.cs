using System.Diagnostics;
using AgentMonitor.Load.Measure;
using AgentMonitor.Load.Records;
using AgentMonitor.Load.Wire;

namespace AgentMonitor.Load.Runs;

/// <summary>Closed loop: every connection sends its next request as soon as the last one was answered.</summary>
internal sealed class LoadRun(Endpoint endpoint, RecordSource source, LoadShape shape)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);

    // Enough different requests that no two neighbours are alike, few enough to stay in memory.
    private int TemplatesPerConnection => Math.Max(4, 512 / shape.RecordsPerRequest);

    /// <summary>What was answered while warming up, while measuring, and how long the measuring took.</summary>
    public async Task<LoadResult> RunAsync(Func<Pace> start, CancellationToken cancellationToken)
    {
        var requests = Enumerable.Range(0, shape.Connections).Select(_ => MakeRequests()).ToArray();
        var pace = start();
        var watch = Stopwatch.StartNew();
        var cpu = Environment.CpuUsage.TotalTime;
        var clients = await Task.WhenAll(requests.Select(own => Task.Run(() => SendAsync(own, pace, cancellationToken), CancellationToken.None)));

        var result = new LoadResult(new Tally(), new Tally(), watch.Elapsed, Environment.CpuUsage.TotalTime - cpu);
        foreach (var (warmup, measured) in clients)
        {
            result.Warmup.Add(warmup);
            result.Measured.Add(measured);
        }

        return result;
    }

    private RequestTemplate[] MakeRequests() =>
        [.. Enumerable.Range(0, TemplatesPerConnection).Select(_ => new RequestTemplate(source, endpoint, shape.RecordsPerRequest, shape.Array))];

    private async Task<(Tally Warmup, Tally Measured)> SendAsync(RequestTemplate[] requests, Pace pace, CancellationToken cancellationToken)
    {
        using var connection = new KeepAliveConnection(endpoint.Url);
        var (warmup, measured) = (new Tally(), new Tally());
        for (var i = 0; !pace.IsOver && !cancellationToken.IsCancellationRequested; i = (i + 1) % requests.Length)
        {
            var request = requests[i];
            request.Stamp();
            while (!await TryAsync(connection, request, pace, warmup, measured, cancellationToken) && shape.Retry)
            {
                await Task.Delay(RetryPause, cancellationToken);
            }
        }

        return (warmup, measured);
    }

    private async ValueTask<bool> TryAsync(
        KeepAliveConnection connection, RequestTemplate request, Pace pace, Tally warmup, Tally measured, CancellationToken cancellationToken)
    {
        var sentAt = Stopwatch.GetTimestamp();
        var tally = pace.IsMeasuring(sentAt) ? measured : warmup;
        if (!await connection.ExchangeAsync(request.Bytes, cancellationToken))
        {
            tally.Broke(unknown: shape.Retry ? 0 : request.Records);
            return false;
        }

        var response = connection.Response;
        tally.Answered(response, request.Records, sentAt);
        return response.Status is not (429 or 503);
    }
}

internal sealed record LoadShape(int Connections, int RecordsPerRequest, bool Array, bool Retry);

internal sealed record LoadResult(Tally Warmup, Tally Measured, TimeSpan Elapsed, TimeSpan Cpu)
{
    /// <summary>Something was stored, and nothing was answered that a good request does not deserve.</summary>
    public bool IsGood => Measured.Acknowledged > 0 && Warmup.FirstSurprise is null && Measured.FirstSurprise is null;
}
