namespace AgentMonitor.Rollups;

/// <summary>
/// Through which repricings a bucket's executions were counted: those up to <see cref="Number"/>. Each bucket says so
/// itself, so that nobody has to know what anybody else knows: who folds into it counts as it does.
/// </summary>
/// <param name="Change">Set while the bucket passes from one lens to the next.</param>
public readonly record struct AppliedLens(int Number, LensChange? Change = null)
{
    /// <summary>The number that counts for a change of the feed.</summary>
    public int NumberFor(int shard, long lsn) => Change is { } change && change.Covers(shard, lsn) ? change.From : Number;

    public bool IsSame(AppliedLens other) =>
        Number == other.Number && (Change is null ? other.Change is null : Change.IsSame(other.Change));

    internal void Write(CompactWriter writer)
    {
        writer.WriteUnsigned((ulong)Number);
        writer.WriteUnsigned(Change is null ? 0UL : 1);
        Change?.Write(writer);
    }

    internal static AppliedLens Read(ref CompactReader reader)
    {
        var number = (int)reader.ReadAtMost(int.MaxValue, "a lens");
        return new AppliedLens(number, reader.ReadAtMost(1, "a flag") == 1 ? LensChange.Read(ref reader) : null);
    }
}

/// <summary>
/// What the bucket held when the next lens came, by its fence of then: that was counted through the lens of
/// <see cref="From"/>, and will be until what it costs more or less now is added in one step.
/// </summary>
public sealed class LensChange(int from, IEnumerable<KeyValuePair<int, long>> until)
{
    private readonly SortedList<int, long> _until = new(until.ToDictionary());

    public int From { get; } = from;

    public bool Covers(int shard, long lsn) => _until.TryGetValue(shard, out var last) && lsn <= last;

    public bool IsSame(LensChange? other) => other is not null && From == other.From && _until.SequenceEqual(other._until);

    internal void Write(CompactWriter writer)
    {
        writer.WriteUnsigned((ulong)From);
        writer.WriteUnsigned((ulong)_until.Count);
        foreach (var (shard, lsn) in _until)
        {
            writer.WriteUnsigned((ulong)shard);
            writer.WriteSigned(lsn);
        }
    }

    internal static LensChange Read(ref CompactReader reader)
    {
        var from = (int)reader.ReadAtMost(int.MaxValue, "a lens");
        var until = new Dictionary<int, long>();
        for (var left = reader.ReadCount(); left > 0; left--)
        {
            until[(int)reader.ReadAtMost(int.MaxValue, "a shard")] = reader.ReadSigned();
        }

        return new LensChange(from, until);
    }
}
