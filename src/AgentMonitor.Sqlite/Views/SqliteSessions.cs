using AgentMonitor.Sessions;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views.Sightings;
using AgentMonitor.Users;

namespace AgentMonitor.Sqlite.Views;

internal sealed class SqliteSessions(Pool<SightingReader> sightings, int stretch) : ISessions
{
    public ValueTask<Session?> FindAsync(string sessionId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(sightings.Use(sessionId, static (reader, id) => reader.Session(id)));
    }

    public ValueTask<SessionPage> ListAsync(SessionFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(sightings.Use(
            (filter, after: SeenCursor.Read(cursor), limit, stretch),
            static (reader, ask) => reader.Sessions(ask.filter, ask.after, ask.limit, ask.stretch)));
    }

    public ValueTask<LiveSessions> LiveAsync(
        DateTimeOffset activeFrom, DateTimeOffset newFrom, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(sightings.Use((activeFrom, newFrom), static (reader, ask) => reader.Live(ask.activeFrom, ask.newFrom)));
    }
}
