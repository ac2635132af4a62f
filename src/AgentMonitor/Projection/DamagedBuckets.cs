using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>
/// Makes buckets anew that lost what they held. First they are emptied under a fence beyond all that they can have
/// held: from then on the projector refuses what lies before it and adds what comes after, however often either is
/// delivered. Then everything before the fence, recounted, is merged in. So nothing counts twice or not at all, and
/// neither step needs the feed to stand still. Both are counted through the lens of <paramref name="lens"/>.
/// </summary>
internal sealed class DamagedBuckets(IRollupStore store, int lens)
{
    // A page is saved every few milliseconds at most; one of these tries falls between two.
    private const int Tries = 50;

#pragma warning disable CA5394 // Tells one recount from another; nobody gains by guessing it.
    private readonly long _mark = Random.Shared.NextInt64(1, long.MaxValue);
#pragma warning restore CA5394

    /// <summary>
    /// The fence, which lies where <paramref name="end"/> says once the buckets were read, so that nothing they held can
    /// lie beyond it; null: they moved all the time.
    /// </summary>
    public async ValueTask<FeedMark?> SetAsideAsync(
        IReadOnlyCollection<RollupKey> keys, Func<ValueTask<FeedMark>> end, CancellationToken cancellationToken)
    {
        for (var left = Tries; left > 0; left--)
        {
            var documents = await store.ReadAsync(keys, cancellationToken);
            var fence = await end();
            foreach (var slices in documents.GroupBy(document => document.Key))
            {
                SetAside([.. slices.OrderBy(slice => slice.Slice)], fence);
            }

            if ((await store.SaveAsync(new PageWrite(documents, [], [], null), cancellationToken)).Count == 0)
            {
                return fence;
            }
        }

        return null;
    }

    /// <summary>Whether every bucket is whole again.</summary>
    public async ValueTask<bool> CompleteAsync(
        IReadOnlyCollection<RollupKey> keys, Recount recount, CancellationToken cancellationToken)
    {
        var completed = true;
        foreach (var key in keys)
        {
            completed &= await CompleteAsync(key, recount.Cells.GetValueOrDefault(key), cancellationToken);
        }

        return completed;
    }

    private async ValueTask<bool> CompleteAsync(
        RollupKey key, Dictionary<string, Rollup>? missing, CancellationToken cancellationToken)
    {
        for (var left = Tries; left > 0; left--)
        {
            var slices = (await store.ReadAsync([key], cancellationToken)).OrderBy(slice => slice.Slice).ToList();
            if (slices.Count == 0 || slices[0].RecountMark != _mark || slices[0].Lens != new AppliedLens(lens)
                || slices.Skip(1).Any(slice => slice.IsIncomplete))
            {
                // Damaged once more, or set aside by another recount: whatever it holds now, this is not its other part.
                return false;
            }

            foreach (var (name, cell) in missing ?? [])
            {
                (slices.Find(slice => slice.Cells.ContainsKey(name)) ?? slices[^1]).Cell(name).Merge(cell);
            }

            slices[0].Complete();
            var changed = slices.FindAll(slice => slice.HasChanged);
            if ((await store.SaveAsync(new PageWrite(changed, [], [], null), cancellationToken)).Count == 0)
            {
                return true;
            }
        }

        return false;
    }

    // The first slice speaks for all of them, as its fence does.
    private void SetAside(List<RollupDocument> slices, FeedMark fence)
    {
        slices.ForEach(slice => slice.Empty(mark: slice == slices[0] ? _mark : null, lens));
        fence.RaiseFenceOf(slices[0]);
    }
}
