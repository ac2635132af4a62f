using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>
/// Proves that rollups equal a recount of the raw executions, and mends those that do not. Day by day: fold every
/// kept execution anew, wait until the projection has passed what was read, compare cell by cell, repair by
/// compare-and-swap. Documents that moved meanwhile are counted as such, not guessed at.
/// </summary>
public sealed class Reconciler(
    IRollupStore store, IExecutionHistory history, IProjectedPosition position, TimeProvider clock, RetentionAges ages)
{
    /// <summary>
    /// Recounts the days of UTC that hold [from, to). A day whose raw executions may have been swept in part is left
    /// out, for its recount would be too low; <see cref="ReconcileReport.From"/> says where the proof begins.
    /// </summary>
    public async ValueTask<ReconcileReport> RunAsync(
        DateTimeOffset from, DateTimeOffset to, bool repair, CancellationToken cancellationToken)
    {
        var started = clock.GetUtcNow();
        var first = FirstCompleteDay(started);
        var day = TimeBucket.Of(Grain.Day, from > first ? from : first);
        var report = new ReconcileReport { StartedAt = started, From = day.Start, To = to, Repair = repair };
        for (; day.Start < to; day = new TimeBucket(Grain.Day, day.End))
        {
            report = report.Plus(await RunDayAsync(day, repair, cancellationToken));
        }

        return report with { FinishedAt = clock.GetUtcNow() };
    }

    // The sweep goes by receipt, which an execution's end may precede by any time but follow by minutes only; a day
    // of margin covers that.
    private DateTimeOffset FirstCompleteDay(DateTimeOffset now) =>
        TimeBucket.Floor(Grain.Day, now - ages.Raw).AddDays(2);

    private async ValueTask<DayReport> RunDayAsync(TimeBucket day, bool repair, CancellationToken cancellationToken)
    {
        var recount = await RecountAsync(day, cancellationToken);
        await position.WaitUntilProjectedAsync(recount.Seen, cancellationToken);

        var stored = (await store.ReadAllAsync(day.Start, day.End, cancellationToken)).ToLookup(document => document.Key);
        var comparison = new DayComparison(recount.Executions, recount.Seen);
        foreach (var key in recount.Cells.Keys.Union(stored.Select(documents => documents.Key)))
        {
            if (ages.Keeps(key.Bucket, clock.GetUtcNow()))
            {
                var slices = stored[key].OrderBy(slice => slice.Slice).ToList();
                comparison.Compare(key, recount.Cells.GetValueOrDefault(key), slices);
            }
        }

        if (repair && comparison.Repaired.Count > 0)
        {
            var moved = await store.SaveAsync(new PageWrite(comparison.Repaired, [], [], null), cancellationToken);
            return comparison.Report(repaired: moved.Count == 0);
        }

        return comparison.Report(repaired: false);
    }

    private async ValueTask<Recount> RecountAsync(TimeBucket day, CancellationToken cancellationToken)
    {
        var end = position.End;
        var recount = new Recount(day);
        recount.Seen.Raise(end);
        await foreach (var item in history.ReadAsync(day.Start, day.End, end, cancellationToken))
        {
            recount.Add(item);
        }

        return recount;
    }
}
