using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>
/// The buckets that were written lately, so that a hot one is not read back and decoded for every page. Two
/// generations: when the young one holds so many <paramref name="bytes"/> the old one is let go, and what is used moves
/// up again. A minute of a busy server is megabytes, a user's day hundreds of bytes; so bytes are what is counted.
/// </summary>
internal sealed class BucketCache(long bytes)
{
    private Dictionary<RollupKey, Kept> _young = [];

    private Dictionary<RollupKey, Kept> _old = [];

    private long _youngBytes;

    public RollupBucket? Find(RollupKey key)
    {
        if (_young.TryGetValue(key, out var kept))
        {
            return kept.Bucket;
        }

        if (!_old.Remove(key, out kept))
        {
            return null;
        }

        Keep(kept.Bucket);
        return kept.Bucket;
    }

    public void Keep(RollupBucket bucket)
    {
        if (_youngBytes >= bytes)
        {
            (_old, _young, _youngBytes) = (_young, [], 0);
        }

        var kept = new Kept(bucket, bucket.HeldBytes);
        _young.Add(bucket.Key, kept);
        _youngBytes += kept.Bytes;
    }

    public void Forget(RollupKey key)
    {
        if (_young.Remove(key, out var kept))
        {
            _youngBytes -= kept.Bytes;
        }

        _old.Remove(key);
    }

    private readonly record struct Kept(RollupBucket Bucket, long Bytes);
}
