using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>
/// The buckets that were written lately, so that a hot one is not read back and decoded for every page. Two
/// generations: when the young one is full the old one is let go, and what is used moves up again. It is full with
/// <see cref="LeastBytes"/>, or as long as it fills within <see cref="Span"/> with up to <see cref="MostBytes"/>: on a
/// busy server the same users come again at once, and on a quiet one reading them back costs less than keeping them.
/// A minute of a busy server is megabytes, a user's day hundreds of bytes; so bytes are what is counted.
/// </summary>
internal sealed class BucketCache(TimeProvider clock)
{
    public const long LeastBytes = 8 * 1024 * 1024;

    public const long MostBytes = 32 * 1024 * 1024;

    public static readonly TimeSpan Span = TimeSpan.FromSeconds(1);

    private Dictionary<RollupKey, Kept> _young = [];

    private Dictionary<RollupKey, Kept> _old = [];

    private long _youngBytes;

    private long _youngSince = clock.GetTimestamp();

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
        if (IsFull())
        {
            (_old, _young) = (_young, _old);
            _young.Clear();
            (_youngBytes, _youngSince) = (0, clock.GetTimestamp());
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

    private bool IsFull() =>
        _youngBytes >= MostBytes || (_youngBytes >= LeastBytes && clock.GetElapsedTime(_youngSince) >= Span);

    private readonly record struct Kept(RollupBucket Bucket, long Bytes);
}
