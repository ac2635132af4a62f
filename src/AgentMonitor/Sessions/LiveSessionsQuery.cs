using AgentMonitor.Users;

namespace AgentMonitor.Sessions;

/// <summary>Sums up the sessions that were active within the last 30 minutes.</summary>
public sealed class LiveSessionsQuery(ISessions sessions, TimeProvider clock)
{
    private static readonly TimeSpan NewWithin = TimeSpan.FromMinutes(1);

    public ValueTask<LiveSessions> GetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return sessions.LiveAsync(ActiveSince(now), now - NewWithin, cancellationToken);
    }

    /// <summary>A session that was active then or later is active now.</summary>
    public static DateTimeOffset ActiveSince(DateTimeOffset now) => ActiveUsersQuery.Since(now, ActiveUsersQuery.Active);
}
