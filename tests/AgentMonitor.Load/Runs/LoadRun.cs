using System.Diagnostics;
using AgentMonitor.Load.Measure;
using AgentMonitor.Load.Records;
using AgentMonitor.Load.Wire;

namespace AgentMonitor.Load.Runs;

/// <summary>
/// Closed loop: every connection sends its next request as soon as the last one was answered, or, where it was turned
/// away, after the time that the server asked for.
/// </summary>
internal sealed class LoadRun(Endpoint endpoint, RecordSource source, LoadShape shape, ISentRecords? sent = null)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>What was answered while warming up, while measuring, and how long the measuring took.</summary>
    public async Task<LoadResult> RunAsync(Func<Pace> start, CancellationToken cancellationToken)
    {
        var requests = Enumerable.Range(0, shape.Connections).Select(_ => shape.MakeRequests(source, endpoint)).ToArray();
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

    private async Task<(Tally Warmup, Tally Measured)> SendAsync(RequestTemplate[] requests, Pace pace, CancellationToken cancellationToken)
    {
        using var connection = new KeepAliveConnection(endpoint.Url);
        var (warmup, measured) = (new Tally(), new Tally());
        for (var i = 0; !pace.IsOver && !cancellationToken.IsCancellationRequested; i = (i + 1) % requests.Length)
        {
            var request = requests[i];
            var first = request.Stamp();
            while (await TryAsync(connection, request, first, pace, warmup, measured, cancellationToken) is { } wait)
            {
                await Task.Delay(wait, cancellationToken);
                if (!shape.Retry)
                {
                    break;
                }
            }
        }

        return (warmup, measured);
    }

    /// <summary>Null: answered. Otherwise how long to wait before anything is sent again.</summary>
    private async ValueTask<TimeSpan?> TryAsync(
        KeepAliveConnection connection, RequestTemplate request, long first, Pace pace, Tally warmup, Tally measured, CancellationToken cancellationToken)
    {
        var sentAt = Stopwatch.GetTimestamp();
        var tally = pace.IsMeasuring(sentAt) ? measured : warmup;
        if (!await connection.ExchangeAsync(request.Bytes, cancellationToken))
        {
            tally.Broke(unknown: shape.Retry ? 0 : request.Records);
            return Pause;
        }

        var response = connection.Response;
        tally.Answered(response, request.Records, sentAt);
        if (response.Status is 429 or 503)
        {
            return response.RetryAfter ?? Pause;
        }

        sent?.Acknowledged(first, sentAt);
        return null;
    }
}

/// <summary>Told of each request that was answered, by its first record's number.</summary>
internal interface ISentRecords
{
    void Acknowledged(long first, long sentAt);
}
