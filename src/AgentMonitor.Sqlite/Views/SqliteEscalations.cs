using AgentMonitor.Escalations;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views.Sightings;
using AgentMonitor.Users;

namespace AgentMonitor.Sqlite.Views;

internal sealed class SqliteEscalations(ViewsWriter views, Pool<EscalationReader> escalations, int stretch) : IEscalations
{
    public ValueTask<EscalationEntry?> FindAsync(string executionId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(escalations.Use(executionId, static (reader, id) => reader.Find(id)));
    }

    public ValueTask<EscalationPage> ListAsync(
        EscalationFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(escalations.Use(
            (filter, after: SeenCursor.Read(cursor), limit, stretch),
            static (reader, ask) => reader.List(ask.filter, ask.after, ask.limit, ask.stretch)));
    }

    public ValueTask<EscalationCounts> CountAsync(
        DateTimeOffset now, DateTimeOffset today, DateTimeOffset waitsFrom, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(escalations.Use(
            (now, today, waitsFrom), static (reader, ask) => reader.Count(ask.now, ask.today, ask.waitsFrom)));
    }

    public ValueTask ApplyAsync(string executionId, EscalationMove move, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        views.Write(connection =>
        {
            connection.Lists.Escalations.Apply(executionId, move);
            return true;
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask ForgetAsync(string userId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        views.Write(connection =>
        {
            connection.Lists.Escalations.ForgetUser(userId);
            return true;
        });
        return ValueTask.CompletedTask;
    }
}
