using System.Diagnostics;
using System.Threading.Channels;
using AgentMonitor.Load.Measure;
using AgentMonitor.Load.Records;
using AgentMonitor.Load.Wire;

namespace AgentMonitor.Load.Runs;

/// <summary>
/// Open loop: a request is due at its time, whether or not the ones before it were answered, and its latency counts from
/// then. So a server that stalls is charged for everything that it kept waiting, and the generator for being late.
/// </summary>
internal sealed class SteadyRun(Endpoint endpoint, RecordSource source, LoadShape shape, double recordsPerSecond)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <summary>Ends after the duration, or when cancelled: then too with what was answered.</summary>
    public async Task<LoadResult> RunAsync(TimeSpan duration, CancellationToken stop)
    {
        var requests = Enumerable.Range(0, shape.Connections).Select(_ => shape.MakeRequests(source, endpoint)).ToArray();
        var due = Channel.CreateUnbounded<long>(new UnboundedChannelOptions { SingleWriter = true });
        var watch = Stopwatch.StartNew();
        var cpu = Environment.CpuUsage.TotalTime;
        var pacing = PaceAsync(due.Writer, duration, stop);
        var tallies = await Task.WhenAll(requests.Select(own => Task.Run(() => SendAsync(own, due.Reader), CancellationToken.None)));
        await pacing;

        var result = new LoadResult(new Tally(), new Tally(), watch.Elapsed, Environment.CpuUsage.TotalTime - cpu);
        foreach (var tally in tallies)
        {
            result.Measured.Add(tally);
        }

        return result;
    }

    private async Task PaceAsync(ChannelWriter<long> due, TimeSpan duration, CancellationToken stop)
    {
        using var ticks = new PeriodicTimer(Tick);
        var (start, requestsPerSecond) = (Stopwatch.GetTimestamp(), recordsPerSecond / shape.RecordsPerRequest);
        var total = (long)(duration.TotalSeconds * requestsPerSecond);
        for (var released = 0L; released < total && !stop.IsCancellationRequested; await ticks.WaitForNextTickAsync(CancellationToken.None))
        {
            var reached = Math.Min(total, (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * requestsPerSecond));
            for (; released < reached; released++)
            {
                due.TryWrite(start + (long)(released / requestsPerSecond * Stopwatch.Frequency));
            }
        }

        due.Complete();
    }

    private async Task<Tally> SendAsync(RequestTemplate[] requests, ChannelReader<long> due)
    {
        using var connection = new KeepAliveConnection(endpoint.Url);
        var tally = new Tally();
        var i = 0;
        await foreach (var dueAt in due.ReadAllAsync(CancellationToken.None))
        {
            var request = requests[i++ % requests.Length];
            request.Stamp();
            if (await connection.ExchangeAsync(request.Bytes, CancellationToken.None))
            {
                tally.Answered(connection.Response, request.Records, dueAt);
            }
            else
            {
                tally.Broke(request.Records);
            }
        }

        return tally;
    }
}
