using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>
/// Proves that rollups equal a recount of the raw executions, and mends those that do not. Day by day: fold every
/// kept execution anew, wait until the projection has passed what was read, compare cell by cell, repair by
/// compare-and-swap. Documents that moved meanwhile are counted as such, not guessed at; those
/// whose bytes cannot be read are made anew.
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
        var recount = await RecountAsync(day, position.End, cancellationToken);
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

        var repaired = repair && await MendAsync(comparison, cancellationToken)
            & await RebuildAsync(day, comparison.Damaged, cancellationToken);
        return comparison.Report(repaired);
    }

    private async ValueTask<bool> MendAsync(DayComparison comparison, CancellationToken cancellationToken) =>
        comparison.Repaired.Count == 0
        || (await store.SaveAsync(new PageWrite(comparison.Repaired, [], [], null), cancellationToken)).Count == 0;

    private async ValueTask<bool> RebuildAsync(
        TimeBucket day, IReadOnlyCollection<RollupKey> damaged, CancellationToken cancellationToken)
    {
        if (damaged.Count == 0)
        {
            return true;
        }

        var buckets = new DamagedBuckets(store);
        Recount? recount = null;
        var fence = await buckets.SetAsideAsync(damaged, EndAsync, cancellationToken);
        if (fence is null)
        {
            return false;
        }

        // What cannot be folded is known as such by then.
        await position.WaitUntilProjectedAsync(fence, cancellationToken);
        return await buckets.CompleteAsync(
            damaged, recount ?? await RecountAsync(day, fence, cancellationToken), cancellationToken);

        // A store that does not know its end without reading is read to it, which is the recount already.
        async ValueTask<FeedMark> EndAsync()
        {
            var end = position.End;
            recount = end.Shards.Count > 0 ? null : await RecountAsync(day, end, cancellationToken);
            return recount?.Seen ?? end;
        }
    }

    private async ValueTask<Recount> RecountAsync(TimeBucket day, FeedMark end, CancellationToken cancellationToken)
    {
        var recount = new Recount(day);
        recount.Seen.Raise(end);
        await foreach (var item in history.ReadAsync(day.Start, day.End, end, cancellationToken))
        {
            recount.Add(item);
        }

        return recount;
    }
}
