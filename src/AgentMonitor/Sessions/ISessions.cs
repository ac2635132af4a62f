using System.Runtime.InteropServices;
using AgentMonitor.Executions;

namespace AgentMonitor.Sessions;

/// <summary>
/// The sessions of the executions that are kept, as far as the feed has been projected. The first activity is exact;
/// the last, and what goes with it, is right to the minute, as it is of users.
/// </summary>
public interface ISessions
{
    ValueTask<Session?> FindAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>
    /// At most <paramref name="limit"/> matches after <paramref name="cursor"/> (null: from the first), last active
    /// first. A page may be short, or empty, and still have a next cursor: a search looks at a bounded number at a
    /// time. An unreadable cursor is an <see cref="InvalidCursorException"/>.
    /// </summary>
    ValueTask<SessionPage> ListAsync(SessionFilter filter, string? cursor, int limit, CancellationToken cancellationToken);

    /// <summary>Sums up the sessions whose last activity was at <paramref name="activeFrom"/>, a whole minute, or later.</summary>
    ValueTask<LiveSessions> LiveAsync(DateTimeOffset activeFrom, DateTimeOffset newFrom, CancellationToken cancellationToken);
}

/// <summary>What a list is narrowed to; null means any. Instants are whole minutes.</summary>
public sealed record SessionFilter
{
    public static SessionFilter None { get; } = new();

    /// <summary>Last active then or later.</summary>
    public DateTimeOffset? ActiveFrom { get; init; }

    /// <summary>Last active before then.</summary>
    public DateTimeOffset? ActiveBefore { get; init; }

    public string? UserId { get; init; }

    /// <summary>Found in the session's id, its user's or the user's name, whatever its case.</summary>
    public string? Text { get; init; }

    public bool Matches(Session session) =>
        !(session.LastActivityAt < ActiveFrom)
        && !(session.LastActivityAt >= ActiveBefore)
        && (UserId is null || UserId == session.User?.Value)
        && (Text is null || Holds(session.SessionId, Text) || Holds(session.User?.Value, Text) || Holds(session.UserName?.Value, Text));

    private static bool Holds(string? value, string text) => value?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}

public sealed record SessionPage(IReadOnlyList<Session> Items, string? NextCursor);

/// <summary>Sessions that are going on, by language (those that name none under <see cref="UnknownLanguage"/>).</summary>
/// <param name="DurationMs">Of all of them together.</param>
/// <param name="New">Those whose first activity is that new.</param>
public sealed record LiveSessions(IReadOnlyDictionary<string, long> ByLanguage, long DurationMs, long New)
{
    public const string UnknownLanguage = "unknown";

    public long Total => ByLanguage.Values.Sum();

    /// <summary>Null when there is none.</summary>
    public long? AverageDurationMs => Total is > 0 and var total ? DurationMs / total : null;

    public static LiveSessions Of(
        IEnumerable<(string? Language, DateTimeOffset First, DateTimeOffset Last)> active, DateTimeOffset newFrom)
    {
        var byLanguage = new Dictionary<string, long>(StringComparer.Ordinal);
        var (durationMs, born) = (0L, 0L);
        foreach (var (language, first, last) in active)
        {
            var name = language ?? UnknownLanguage;
            CollectionsMarshal.GetValueRefOrAddDefault(byLanguage, name, out _)++;
            durationMs += (last - first).Ticks / TimeSpan.TicksPerMillisecond;
            born += first >= newFrom ? 1 : 0;
        }

        return new LiveSessions(new SortedDictionary<string, long>(byLanguage, StringComparer.Ordinal), durationMs, born);
    }
}
