using AgentMonitor.Costs;
using AgentMonitor.Erasure;
using AgentMonitor.Live;
using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>
/// Folds feed pages into rollup documents, each execution exactly once although pages come at least once. A page
/// counts as a whole or not at all: when this throws, deliver the same page again. One call at a time. Without
/// <paramref name="repricings"/> there are none, and without <paramref name="letters"/> nothing was ever set aside.
/// </summary>
public sealed class Projector(
    IRollupStore store, ILiveUpdates live, Repricings? repricings = null, ErasureRecords? erasures = null, IDeadLetters? letters = null,
    TimeProvider? clock = null)
{
    private readonly BucketCache _cache = new(clock ?? TimeProvider.System);

    private readonly SortedPage _sorted = new(erasures?.Erased ?? new ErasedIds());

    public async ValueTask ProjectAsync(FeedPage page, CancellationToken cancellationToken)
    {
        if (erasures is not null)
        {
            await erasures.FreshAsync(cancellationToken);
        }

        var lens = repricings is null ? CostLens.Clear : await repricings.FreshAsync(cancellationToken);
        page = letters is null ? page : await letters.SetApartAsync(page, cancellationToken);
        _sorted.Fill(page, lens);
        while (true)
        {
            var buckets = await LoadAsync(_sorted.Chains.Keys, lens.Number, cancellationToken);
            if (buckets.Exists(bucket => bucket.Lens.Number > lens.Number))
            {
                // Somebody heard of a repricing first. What they count through is what this has to count through too.
                lens = await Repricings.BeyondAsync(repricings, lens, cancellationToken);
                _sorted.Fill(page, lens);
            }
            else if (await TryApplyAsync(page.Position, buckets, cancellationToken))
            {
                return;
            }
        }
    }

    private async ValueTask<bool> TryApplyAsync(
        long? position, List<RollupBucket> buckets, CancellationToken cancellationToken)
    {
        // From here until the save has succeeded the cached buckets say more than the store does.
        ForgetAll(buckets);
        var changed = PageFolding.Fold(_sorted, buckets);
        var write = new PageWrite(changed, _sorted.Readable, _sorted.DeadLetters, position);
        if ((await store.SaveAsync(write, cancellationToken)).Count > 0)
        {
            return false;
        }

        buckets.ForEach(_cache.Keep);
        live.Publish(new LiveUpdate([.. _sorted.Readable.Select(item => item.Execution)], Complete(buckets, changed)));
        return true;
    }

    private static List<RollupDocument> Complete(List<RollupBucket> buckets, List<RollupDocument> changed)
    {
        if (!buckets.Exists(bucket => bucket.IsIncomplete))
        {
            return changed;
        }

        var incomplete = buckets.Where(bucket => bucket.IsIncomplete).Select(bucket => bucket.Key).ToHashSet();
        return changed.FindAll(document => !incomplete.Contains(document.Key));
    }

    private async ValueTask<List<RollupBucket>> LoadAsync(
        IReadOnlyCollection<RollupKey> keys, int lens, CancellationToken cancellationToken)
    {
        var buckets = new List<RollupBucket>(keys.Count);
        var missing = new List<RollupKey>();
        foreach (var key in keys)
        {
            if (_cache.Find(key) is { } bucket)
            {
                buckets.Add(bucket);
            }
            else
            {
                missing.Add(key);
            }
        }

        if (missing.Count > 0)
        {
            var stored = (await store.ReadAsync(missing, cancellationToken)).ToLookup(document => document.Key);
            buckets.AddRange(missing.Select(key => new RollupBucket(key, stored[key], lens)));
        }

        return buckets;
    }

    private void ForgetAll(List<RollupBucket> buckets)
    {
        foreach (var bucket in buckets)
        {
            _cache.Forget(bucket.Key);
        }
    }
}
