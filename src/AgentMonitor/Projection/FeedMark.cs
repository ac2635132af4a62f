namespace AgentMonitor.Projection;

/// <summary>A point in a feed of several shards: the highest number in each, none for a shard where nothing is.</summary>
public sealed class FeedMark
{
    private readonly Dictionary<int, long> _shards = [];

    public IReadOnlyDictionary<int, long> Shards => _shards;

    public static FeedMark Of(int shard, long lsn)
    {
        var mark = new FeedMark();
        mark.Raise(shard, lsn);
        return mark;
    }

    public void Raise(int shard, long lsn) =>
        _shards[shard] = Math.Max(lsn, _shards.GetValueOrDefault(shard, long.MinValue));

    public void Raise(FeedMark other)
    {
        foreach (var (shard, lsn) in other.Shards)
        {
            Raise(shard, lsn);
        }
    }

    /// <summary>Whether this point lies at or behind that of <paramref name="shard"/> and <paramref name="lsn"/>.</summary>
    public bool Covers(int shard, long lsn) => _shards.TryGetValue(shard, out var mark) && lsn <= mark;

    public bool Covers(FeedMark other) => other.Shards.All(shard => Covers(shard.Key, shard.Value));
}
