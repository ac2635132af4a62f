using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Users;

/// <summary>
/// From when to when one change of the feed shows its user and its session to have been there: a finished execution
/// from its beginning to its end, a running one from its beginning to its last sign of life.
/// </summary>
public readonly record struct Sighting(DateTimeOffset From, DateTimeOffset To, long Sequence)
{
    /// <summary>Null for a completion that came after its timeout, which is outside every number.</summary>
    public static Sighting? Of(FeedItem item)
    {
        var execution = item.Execution;
        if (execution.IsLate)
        {
            return null;
        }

        return new Sighting(Beginning(execution), End(execution), item.Lsn);
    }

    /// <summary>The earliest of the instants that are known: where a sender leaves out its times, others stand in.</summary>
    public static DateTimeOffset Beginning(Execution execution)
    {
        var to = End(execution);
        var measured = execution is { EndedAt: { } ended, DurationMs: { } duration } && duration <= (ended - DateTimeOffset.MinValue).TotalMilliseconds
            ? ended.AddMilliseconds(-duration)
            : to;
        var created = Earlier(execution.CreatedAt, execution.StartedAt ?? execution.CreatedAt);
        return Earlier(to, Earlier(measured, created)).ToUniversalTime();
    }

    internal static bool IsAnotherMinute(DateTimeOffset one, DateTimeOffset other) =>
        TimeBucket.Floor(Grain.Minute, one) != TimeBucket.Floor(Grain.Minute, other);

    private static DateTimeOffset End(Execution execution) =>
        (execution.EndedAt ?? execution.ReceivedAt).ToUniversalTime();

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
