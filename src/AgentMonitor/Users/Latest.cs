namespace AgentMonitor.Users;

/// <summary>
/// The newest of the values that were seen, by when its execution ended and then by its place in the feed; so that it
/// comes out the same in whatever order, and however often, the changes arrive.
/// </summary>
public sealed record Latest(string Value, DateTimeOffset At, long Sequence)
{
    public static Latest? Of(string? value, in Sighting sighting) =>
        value is null ? null : new Latest(value, sighting.To, sighting.Sequence);

    public static Latest? Newer(Latest? left, Latest? right) =>
        left is null ? right
        : right is null ? left
        : IsNewer(right, left) ? right : left;

    // The value decides between shards that count on their own.
    private static bool IsNewer(Latest one, Latest than) =>
        one.At != than.At ? one.At > than.At
        : one.Sequence != than.Sequence ? one.Sequence > than.Sequence
        : string.CompareOrdinal(one.Value, than.Value) > 0;
}
