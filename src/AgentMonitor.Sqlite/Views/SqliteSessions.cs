using AgentMonitor.Sessions;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views.Sightings;
using AgentMonitor.Users;

namespace AgentMonitor.Sqlite.Views;

internal sealed class SqliteSessions(Pool<SightingReader> sightings, ActiveSessions active, int stretch) : ISessions
{
    public ValueTask<Session?> FindAsync(string sessionId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(sightings.Use(sessionId, static (reader, id) => reader.Session(id)));
    }

    public ValueTask<SessionPage> ListAsync(SessionFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var after = SeenCursor.Read(cursor);
        return new(FindNewest(filter, after, limit) ?? sightings.Use(
            (filter, after, limit, stretch),
            static (reader, ask) => reader.Sessions(ask.filter, ask.after, ask.limit, ask.stretch)));
    }

    public ValueTask<LiveSessions> LiveAsync(
        DateTimeOffset activeFrom, DateTimeOffset newFrom, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(active.Since(activeFrom, newFrom));
    }

    // Thousands may be active in the same minute, and the rows are sorted by minutes alone. Null: the rows have to be
    // looked at, since one is asked for that was not active of late.
    private SessionPage? FindNewest(SessionFilter filter, SeenCursor after, int limit)
    {
        if (filter is not { UserId: null, Text: null } || active.Newest(filter, after, limit + 1) is not { } ids)
        {
            return null;
        }

        // By now some may be active anew, and stand before the cursor.
        var newest = sightings.Use(ids, static (reader, ids) => ids.ConvertAll(reader.Session)).OfType<Session>()
            .Where(session => filter.Matches(session) && after.IsBefore(session.LastActivityAt, session.SessionId))
            .OrderByDescending(session => session.LastActivityAt).ThenByDescending(session => session.SessionId, StringComparer.Ordinal)
            .Take(limit + 1).ToList();
        if (newest.Count <= limit)
        {
            return null;
        }

        var last = newest[limit - 1];
        return new SessionPage(newest[..limit], new SeenCursor(last.LastActivityAt, last.SessionId).ToString());
    }
}
