namespace AgentMonitor.Users;

/// <summary>
/// The newest of the values that were seen, by when its execution ended and then by its place in the feed; so that it
/// comes out the same in whatever order, and however often, the changes arrive.
/// </summary>
public sealed record Latest(string Value, DateTimeOffset At, long Sequence)
{
    public static Latest? Newer(Latest? left, Latest? right) =>
        left is null ? right
        : right is null ? left
        : IsNewer((right.Value, right.At, right.Sequence), (left.Value, left.At, left.Sequence)) ? right : left;

    // The value decides between shards that count on their own.
    internal static bool IsNewer(
        (string Value, DateTimeOffset At, long Sequence) one, (string Value, DateTimeOffset At, long Sequence) than) =>
        one.At != than.At ? one.At > than.At
        : one.Sequence != than.Sequence ? one.Sequence > than.Sequence
        : string.CompareOrdinal(one.Value, than.Value) > 0;
}
