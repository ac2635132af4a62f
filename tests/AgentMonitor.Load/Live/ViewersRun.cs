using System.Diagnostics;
using AgentMonitor.Load.Measure;
using AgentMonitor.Load.Records;
using AgentMonitor.Load.Runs;
using AgentMonitor.Load.Wire;

namespace AgentMonitor.Load.Live;

/// <summary>
/// Many live clients while it ingests as fast as it can. Frames hold what fits, so an execution counts as seen by a
/// client once the client has a frame that names it or a count of its minute that holds it.
/// </summary>
internal sealed class ViewersRun(Endpoint endpoint, AdminApi admin, Func<Func<long, DateTime>, RecordSource> records, LoadShape shape)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    // What is not seen by then never will be.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<ViewersResult> RunAsync(int count, TimeSpan duration, CancellationToken cancellationToken)
    {
        var minute = DateTimeOffset.UtcNow;
        minute = minute.AddTicks(-(minute.Ticks % TimeSpan.TicksPerMinute));
        var before = await admin.TotalSinceAsync(minute, cancellationToken);
        var (ledger, index) = (new SentLedger(minute.UtcDateTime, before), new FrameIndex());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var viewers = new List<Viewer>();
        for (var i = 0; i < count; i++)
        {
            viewers.Add(new Viewer(await FrameStream.OpenAsync(admin.Http, cancellationToken), index));
        }

        var watching = viewers.Select(viewer => Task.Run(() => viewer.WatchAsync(stop.Token), CancellationToken.None)).ToArray();
        var drift = await DriftCheck.StartAsync(admin, cancellationToken);
        var load = new LoadRun(endpoint, records(ledger.Stamp), shape with { Retry = true }, ledger);
        var result = await load.RunAsync(() => Pace.ForTime(TimeSpan.Zero, duration), cancellationToken);
        var counted = await drift.FinishAsync(result, cancellationToken);
        await UntilAsync(
            () => Uncounted(ledger, index, minute.UtcDateTime, before, result) == 0 && viewers.TrueForAll(viewer => viewer.Last == index.Last),
            cancellationToken);
        await stop.CancelAsync();
        await Task.WhenAll(watching);
        return Evaluate(result, counted, viewers, ledger, index) with { Uncounted = Uncounted(ledger, index, minute.UtcDateTime, before, result) };
    }

    private static async Task UntilAsync(Func<bool> isSeen, CancellationToken cancellationToken)
    {
        for (var watch = Stopwatch.StartNew(); !isSeen() && watch.Elapsed < Patience;)
        {
            await Task.Delay(Poll, cancellationToken);
        }
    }

    private static ViewersResult Evaluate(LoadResult load, Drift drift, List<Viewer> viewers, SentLedger ledger, FrameIndex index)
    {
        var latency = new LatencyHistogram();
        var missing = 0L;
        foreach (var sample in ledger.Samples)
        {
            var frame = index.FirstFrameOf(sample);
            foreach (var viewer in viewers)
            {
                if (frame is { } sequence && viewer.ArrivalOf(sequence) is { } at)
                {
                    latency.Add(Stopwatch.GetElapsedTime(sample.SentAt, at));
                }
                else
                {
                    missing++;
                }
            }
        }

        return new ViewersResult(
            load, drift, latency, missing, viewers.Sum(viewer => viewer.Gaps), viewers.Count(viewer => viewer.WasDropped), index.Frames);
    }

    // What the last frames counted, against what was acknowledged.
    private static long Uncounted(SentLedger ledger, FrameIndex index, DateTime firstMinute, long before, LoadResult load)
    {
        var told = ledger.Minutes.Sum(minute => index.LastCountOf(minute) - (minute == firstMinute ? before : 0));
        return load.Acknowledged - told;
    }
}

/// <param name="Missing">Samples times viewers that saw no frame for them.</param>
/// <param name="Uncounted">Acknowledged executions that no minute's last count held.</param>
internal sealed record ViewersResult(
    LoadResult Load, Drift Drift, LatencyHistogram Latency, long Missing, long Gaps, int Dropped, int Frames)
{
    public long Uncounted { get; init; }

    public bool IsGood => Load.IsGood && Drift.IsExact && Missing == 0 && Gaps == 0 && Dropped == 0 && Uncounted == 0;
}
