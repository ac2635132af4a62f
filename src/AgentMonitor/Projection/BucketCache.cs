using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>
/// The buckets that were written lately, so that a hot one is not read back and decoded for every page. Two
/// generations: when the young one holds <paramref name="cells"/> cells the old one is let go, and what is used moves
/// up again. Cells that were opened are what takes the memory.
/// </summary>
internal sealed class BucketCache(int cells)
{
    private Dictionary<RollupKey, RollupBucket> _young = [];

    private Dictionary<RollupKey, RollupBucket> _old = [];

    private int _youngCells;

    public RollupBucket? Find(RollupKey key)
    {
        if (_young.TryGetValue(key, out var bucket))
        {
            return bucket;
        }

        if (!_old.Remove(key, out bucket))
        {
            return null;
        }

        Keep(bucket);
        return bucket;
    }

    public void Keep(RollupBucket bucket)
    {
        if (_youngCells >= cells)
        {
            (_old, _young, _youngCells) = (_young, [], 0);
        }

        _young[bucket.Key] = bucket;
        _youngCells += bucket.OpenedCells;
    }

    public void Forget(RollupKey key)
    {
        if (_young.Remove(key, out var bucket))
        {
            _youngCells -= bucket.OpenedCells;
        }

        _old.Remove(key);
    }
}
