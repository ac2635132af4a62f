using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views.Sightings;
using AgentMonitor.Users;

namespace AgentMonitor.Sqlite.Views;

internal sealed class SqliteUsers(Pool<SightingReader> sightings, int stretch) : IUsers
{
    public ValueTask<SeenUser?> FindAsync(string userId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(sightings.Use(userId, static (reader, id) => reader.User(id)));
    }

    public ValueTask<SeenUserPage> ListAsync(UserFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(sightings.Use(
            (filter, after: SeenCursor.Read(cursor), limit, stretch),
            static (reader, ask) => reader.Users(ask.filter, ask.after, ask.limit, ask.stretch)));
    }

    public ValueTask<long> CountAsync(UserSpan span, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(sightings.Use(span, static (reader, span) => reader.Count(span)));
    }
}
