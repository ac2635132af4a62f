using AgentMonitor.Costs;
using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>
/// Proves that rollups equal a recount of the raw executions, and mends those that do not. Day by day: fold every
/// kept execution anew, wait until the projection has passed what was read, compare cell by cell, repair by
/// compare-and-swap. Documents that moved meanwhile are counted as such, not guessed at; those
/// whose bytes cannot be read are made anew. Each is held against what its own lens makes of the executions; one that a
/// repricing has not reached is brought there first, if anything may be changed.
/// </summary>
public sealed class Reconciler(
    IRollupStore store, IExecutionHistory history, IProjectedPosition position, TimeProvider clock, RetentionAges ages,
    Repricings? repricings = null, ErasureRecords? erasures = null)
{
    private readonly Repricer _repricer = new(store, history, position);

    /// <summary>
    /// Recounts the days of UTC that hold [from, to). A day whose raw executions may have been swept in part is left
    /// out, for its recount would be too low; <see cref="ReconcileReport.From"/> says where the proof begins.
    /// </summary>
    public ValueTask<ReconcileReport> RunAsync(
        DateTimeOffset from, DateTimeOffset to, bool repair, CancellationToken cancellationToken) =>
        RunAsync(from, to, repair, TimeSpan.MaxValue, cancellationToken);

    /// <summary>The same, but no day is begun once it has taken that long; <see cref="ReconcileReport.To"/> says how far it came.</summary>
    public async ValueTask<ReconcileReport> RunAsync(
        DateTimeOffset from, DateTimeOffset to, bool repair, TimeSpan patience, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var started = clock.GetUtcNow();
        var first = ages.FirstCompleteDay(started);
        var day = TimeBucket.Of(Grain.Day, from > first ? from : first);
        var report = new ReconcileReport { StartedAt = started, From = day.Start, To = to, Repair = repair };
        for (; day.Start < to; day = new TimeBucket(Grain.Day, day.End))
        {
            report = report.Plus(await RunDayAsync(day, repair, cancellationToken));
            if (day.End < to && clock.GetElapsedTime(began) >= patience)
            {
                report = report with { To = day.End };
                break;
            }
        }

        return report with { FinishedAt = clock.GetUtcNow() };
    }

    /// <summary>Counts one user's day anew from what is left of it; false: it moved meanwhile.</summary>
    internal async ValueTask<bool> MendUserAsync(TimeBucket day, string userId, CancellationToken cancellationToken)
    {
        var key = new RollupKey(RollupScope.User(userId), day);
        var report = await RunDayAsync(day, other => other == key, repair: true, cancellationToken);
        return report.MovedDocuments == 0 && (report.Differences.Count == 0 || report.Repaired);
    }

    private async ValueTask<DayReport> RunDayAsync(TimeBucket day, bool repair, CancellationToken cancellationToken)
    {
        await LearnOfErasuresAsync(cancellationToken);
        var turn = erasures?.Erased.Turn ?? 0;
        return await RunDayAsync(day, key => !IsBeingForgotten(key.Scope, turn), repair, cancellationToken);
    }

    private async ValueTask<DayReport> RunDayAsync(
        TimeBucket day, Func<RollupKey, bool> judges, bool repair, CancellationToken cancellationToken)
    {
        var lens = repricings is null ? CostLens.Clear : await repricings.ReloadAsync(cancellationToken);
        if (repair)
        {
            await _repricer.RunDayAsync(day, lens, cancellationToken);
        }

        while (true)
        {
            var recount = await RecountAsync(day, lens, position.End, cancellationToken);
            await position.WaitUntilProjectedAsync(recount.Seen, cancellationToken);
            var stored = (await store.ReadAllAsync(day.Start, day.End, cancellationToken)).ToLookup(document => document.Key);
            if (stored.All(documents => documents.All(document => document.Lens.Number <= lens.Number)))
            {
                return await CompareAsync(day, judges, lens, recount, stored, repair, cancellationToken);
            }

            lens = await Repricings.BeyondAsync(repricings, lens, cancellationToken);
        }
    }

    private async ValueTask<DayReport> CompareAsync(
        TimeBucket day, Func<RollupKey, bool> judges, CostLens lens, Recount recount, ILookup<RollupKey, RollupDocument> stored, bool repair,
        CancellationToken cancellationToken)
    {
        var shifts = await ShiftsAsync(day, lens, recount, stored, cancellationToken);
        // After all was read that is compared: whoever is forgotten from now on is on both sides of it, or on neither.
        await LearnOfErasuresAsync(cancellationToken);
        var comparison = new DayComparison(recount.Executions, recount.Seen, lens.Number);
        foreach (var key in recount.Cells.Keys.Union(stored.Select(documents => documents.Key)))
        {
            if (ages.Keeps(key, clock.GetUtcNow()) && judges(key))
            {
                var slices = stored[key].OrderBy(slice => slice.Slice).ToList();
                comparison.Compare(key, Shifted(recount.Cells.GetValueOrDefault(key), shifts.Of(key)), slices);
            }
        }

        var repaired = repair && await MendAsync(comparison, cancellationToken)
            & await RebuildAsync(day, lens, comparison.Damaged, cancellationToken);
        return comparison.Report(repaired);
    }

    /// <summary>What the recount differs by for buckets that are counted through another lens.</summary>
    private async ValueTask<CostShifts> ShiftsAsync(
        TimeBucket day, CostLens lens, Recount recount, ILookup<RollupKey, RollupDocument> stored, CancellationToken cancellationToken)
    {
        var shifts = new CostShifts(lens);
        foreach (var bucket in stored.Select(slices => new RollupBucket(slices.Key, slices, lens.Number)).Where(bucket => bucket.IsBehind(lens)))
        {
            shifts.Expect(bucket.Key, new ShiftedBucket(new AppliedLens(lens.Number), bucket.Lens, recount.Seen.Covers));
        }

        await shifts.ReadAsync(history, day, recount.Seen, cancellationToken);
        return shifts;
    }

    private static Dictionary<string, Rollup>? Shifted(
        Dictionary<string, Rollup>? recount, IReadOnlyDictionary<string, CostShift> shifts)
    {
        foreach (var (name, shift) in shifts)
        {
            // An execution may have been erased between the two readings, and with it its user's cells.
            if (recount?.TryGetValue(name, out var cell) == true)
            {
                shift.ApplyTo(cell);
            }
        }

        return recount;
    }

    // While the log is erased before the user's own documents are, neither is wrong.
    private bool IsBeingForgotten(RollupScope scope, long sinceTurn) =>
        scope.UserId is { } user && erasures?.Erased.WasForgottenSince(user, sinceTurn) == true;

    private ValueTask LearnOfErasuresAsync(CancellationToken cancellationToken) =>
        erasures?.ReloadAsync(cancellationToken) ?? ValueTask.CompletedTask;

    private async ValueTask<bool> MendAsync(DayComparison comparison, CancellationToken cancellationToken) =>
        comparison.Repaired.Count == 0
        || (await store.SaveAsync(new PageWrite(comparison.Repaired, [], [], null), cancellationToken)).Count == 0;

    private async ValueTask<bool> RebuildAsync(
        TimeBucket day, CostLens lens, IReadOnlyCollection<RollupKey> damaged, CancellationToken cancellationToken)
    {
        if (damaged.Count == 0)
        {
            return true;
        }

        var buckets = new DamagedBuckets(store, lens.Number);
        Recount? recount = null;
        var fence = await buckets.SetAsideAsync(damaged, EndAsync, cancellationToken);
        if (fence is null)
        {
            return false;
        }

        // What cannot be folded is known as such by then.
        await position.WaitUntilProjectedAsync(fence, cancellationToken);
        return await buckets.CompleteAsync(
            damaged, recount ?? await RecountAsync(day, lens, fence, cancellationToken), cancellationToken);

        // A store that does not know its end without reading is read to it, which is the recount already.
        async ValueTask<FeedMark> EndAsync()
        {
            var end = position.End;
            recount = end.Shards.Count > 0 ? null : await RecountAsync(day, lens, end, cancellationToken);
            return recount?.Seen ?? end;
        }
    }

    private async ValueTask<Recount> RecountAsync(TimeBucket day, CostLens lens, FeedMark end, CancellationToken cancellationToken)
    {
        var recount = new Recount(day, lens);
        recount.Seen.Raise(end);
        await foreach (var item in history.ReadAsync(day.Start, day.End, end, cancellationToken))
        {
            recount.Add(item);
        }

        return recount;
    }
}
