using AgentMonitor.Costs;
using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>
/// Brings the buckets of a day under a newer lens. Each says itself through which one it is counted, and is changed by
/// compare-and-swap, so it does not matter who folds into it meanwhile, what they know, or where this was stopped: what
/// a bucket holds is always what its own lens makes of it.
/// <para>
/// One that rests is moved in one step: what it holds costs so much more or less. One that is written to all the time
/// would be gone before that was counted. It is told first where the new lens begins, which is quick; from then on what
/// comes is counted through the new one, what it held stands still, and its difference is added when it is known.
/// </para>
/// </summary>
internal sealed class Repricer(IRollupStore store, IExecutionHistory history, IProjectedPosition position)
{
    private const int Rounds = 4;

    // A page is saved every few milliseconds at most; one of these tries falls between two.
    private const int Tries = 50;

    private const int SavedAtOnce = 200;

    /// <summary>False: some bucket is not there yet, because it moved too often or somebody knows more; try again later.</summary>
    public async ValueTask<bool> RunDayAsync(TimeBucket day, CostLens lens, CancellationToken cancellationToken)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var behind = await BehindAsync(day, lens, cancellationToken);
            if (behind.Count == 0)
            {
                return true;
            }

            if (behind.Exists(bucket => bucket.Lens.Number > lens.Number))
            {
                return false;
            }

            if (round > 0)
            {
                behind = await BeginAllAsync(behind, lens, cancellationToken);
            }

            await ShiftAllAsync(day, behind, lens, cancellationToken);
        }

        return false;
    }

    private async ValueTask<List<RollupBucket>> BehindAsync(TimeBucket day, CostLens lens, CancellationToken cancellationToken)
    {
        var stored = await store.ReadAllAsync(day.Start, day.End, cancellationToken);
        return [.. stored.GroupBy(document => document.Key)
            .Select(slices => new RollupBucket(slices.Key, slices, lens.Number))
            .Where(bucket => !bucket.IsIncomplete && bucket.IsBehind(lens))];
    }

    /// <summary>Those of them that say now where the new lens begins.</summary>
    private async ValueTask<List<RollupBucket>> BeginAllAsync(
        List<RollupBucket> behind, CostLens lens, CancellationToken cancellationToken)
    {
        var begun = new List<RollupBucket>();
        foreach (var bucket in behind)
        {
            var changed = bucket.Lens.Change is not null ? bucket : await TryChangeAsync(
                bucket.Key, found => found.Lens.Change is null && found.IsBehind(lens), found => found.BeginLens(lens.Number), cancellationToken);
            if (changed is not null)
            {
                begun.Add(changed);
            }
        }

        return begun;
    }

    private async ValueTask ShiftAllAsync(
        TimeBucket day, List<RollupBucket> buckets, CostLens lens, CancellationToken cancellationToken)
    {
        var shifts = new CostShifts(lens);
        foreach (var bucket in buckets)
        {
            // What came after a change began needs no shift, so it does not matter whether the bucket holds it.
            shifts.Expect(bucket.Key, new ShiftedBucket(bucket.Lens, Next(bucket, lens), bucket.Holds));
        }

        await shifts.ReadAsync(history, day, position.End, cancellationToken);
        await ShiftRestingAsync(buckets.FindAll(bucket => bucket.Lens.Change is null), shifts, lens, cancellationToken);
        foreach (var bucket in buckets.Where(bucket => bucket.Lens.Change is not null))
        {
            await TryChangeAsync(
                bucket.Key, found => found.Lens.IsSame(bucket.Lens), found => found.Shift(shifts.Of(bucket.Key), Next(bucket, lens)), cancellationToken);
        }
    }

    // What moved meanwhile stays as it is until the next round.
    private async ValueTask ShiftRestingAsync(
        List<RollupBucket> buckets, CostShifts shifts, CostLens lens, CancellationToken cancellationToken)
    {
        foreach (var bucket in buckets)
        {
            bucket.Shift(shifts.Of(bucket.Key), Next(bucket, lens));
        }

        foreach (var some in buckets.Chunk(SavedAtOnce))
        {
            var left = some.ToList();
            while (left.Count > 0)
            {
                var moved = await SaveAsync(left, cancellationToken);
                left = moved.Count == 0 ? [] : left.FindAll(bucket => bucket.HasChanged && !moved.Contains(bucket.Key));
            }
        }
    }

    /// <summary>The bucket as it is stored now; null: it is no longer as it should be, or never stood still.</summary>
    private async ValueTask<RollupBucket?> TryChangeAsync(
        RollupKey key, Func<RollupBucket, bool> isDue, Action<RollupBucket> change, CancellationToken cancellationToken)
    {
        for (var left = Tries; left > 0; left--)
        {
            var slices = await store.ReadAsync([key], cancellationToken);
            if (slices.Count == 0)
            {
                return null;
            }

            var found = new RollupBucket(key, slices, lens: 0);
            if (found.IsIncomplete || !isDue(found))
            {
                return null;
            }

            change(found);
            if ((await SaveAsync([found], cancellationToken)).Count == 0)
            {
                return found;
            }
        }

        return null;
    }

    private ValueTask<IReadOnlyCollection<RollupKey>> SaveAsync(
        IReadOnlyCollection<RollupBucket> buckets, CancellationToken cancellationToken) =>
        store.SaveAsync(
            new PageWrite([.. buckets.SelectMany(bucket => bucket.Slices.Where(slice => slice.HasChanged))], [], [], null),
            cancellationToken);

    // A change that has begun is brought to its end before the next begins.
    private static AppliedLens Next(RollupBucket bucket, CostLens lens) =>
        new(bucket.Lens.Change is null ? lens.Number : bucket.Lens.Number);
}
