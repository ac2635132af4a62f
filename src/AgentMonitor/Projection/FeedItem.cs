using AgentMonitor.Executions;

namespace AgentMonitor.Projection;

/// <summary>
/// One change as the feed delivers it, at least once. <see cref="Lsn"/> grows within a <see cref="Shard"/>; changes
/// of one transaction share it.
/// </summary>
public record FeedItem(int Shard, long Lsn, Execution Execution);

/// <summary>
/// A change that could not be projected, with the reason. <see cref="Raw"/> is its stored form where it could not be
/// read; where it could, the log still has it.
/// </summary>
public sealed record DeadLetter(int Shard, long Lsn, string? ExecutionId, string Reason, ReadOnlyMemory<byte> Raw)
{
    public static DeadLetter Of(FeedItem item, string reason) =>
        new(item.Shard, item.Lsn, item.Execution.Id.Value, reason, ReadOnlyMemory<byte>.Empty);
}

/// <summary>A stretch of the feed, in order. <see cref="Position"/> is where the next one begins.</summary>
public sealed record FeedPage(IReadOnlyList<FeedItem> Items, IReadOnlyList<DeadLetter> Unreadable, long? Position)
{
    /// <summary>Those that are dead letters by their number are none of its items, whatever can be read of them.</summary>
    public FeedPage SetApart(Func<FeedItem, bool> isLetter) => !Items.Any(isLetter) ? this : this with
    {
        Items = [.. Items.Where(item => !isLetter(item))],
        Unreadable = [.. Unreadable, .. Items.Where(isLetter).Select(item => DeadLetter.Of(item, "It was a dead letter before."))],
    };
}
