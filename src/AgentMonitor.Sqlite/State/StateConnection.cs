using AgentMonitor.Sqlite.Native;
using AgentMonitor.State;

namespace AgentMonitor.Sqlite.State;

/// <summary>The statements that write state.db. Null: nothing was there to write to, or something was in the way.</summary>
internal sealed class StateConnection(Connection connection) : IDisposable
{
    private readonly Statement _begin = connection.Prepare("BEGIN IMMEDIATE");
    private readonly Statement _commit = connection.Prepare("COMMIT");
    private readonly Statement _rollback = connection.Prepare("ROLLBACK");
    private readonly Statement _next = connection.Prepare("UPDATE meta SET version = version + 1 RETURNING version");
    private readonly Statement _insert = connection.Prepare(
        "INSERT INTO state(kind, id, version, body) VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING");

    private readonly Statement _update = connection.Prepare(
        "UPDATE state SET version = ?3, body = ?4 WHERE kind = ?1 AND id = ?2 AND version = ?5");

    private readonly Statement _delete = connection.Prepare("DELETE FROM state WHERE kind = ?1 AND id = ?2");

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    public void Rollback() => _rollback.Run();

    public long? TryInsert(StateDocument document) => Changed(_insert, document);

    public long? TryUpdate(StateDocument document, long version) => Changed(_update.Bind(5, version), document);

    public long? Delete(string kind, string id)
    {
        _delete.Bind(1, kind).Bind(2, id).Run();
        return connection.Changes == 0 ? null : 0;
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[_begin, _commit, _rollback, _next, _insert, _update, _delete])
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private long? Changed(Statement write, StateDocument document)
    {
        var version = NextVersion();
        write.Bind(1, document.Kind).Bind(2, document.Id).Bind(3, version).Bind(4, document.Utf8Json.Span).Run();
        return connection.Changes == 0 ? null : version;
    }

    private long NextVersion()
    {
        var version = _next.Step() ? _next.Number(0) : throw new InvalidOperationException("state.db has no row of meta.");
        _next.Step();
        return version;
    }
}
