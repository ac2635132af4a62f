using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views.Segments;

namespace AgentMonitor.Sqlite.Views;

/// <summary>The writing connection with its parts, each of which owns the statements of its tables.</summary>
internal sealed class ViewsConnection : IDisposable
{
    private readonly Connection _connection;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _position;
    private readonly Statement _move;
    private readonly Statement _raiseVersion;

    private long _version;

    public ViewsConnection(Connection connection, SegmentCatalog catalog, SegmentLimits limits)
    {
        _connection = connection;
        _begin = connection.Prepare("BEGIN IMMEDIATE");
        _commit = connection.Prepare("COMMIT");
        _rollback = connection.Prepare("ROLLBACK");
        _position = connection.Prepare("SELECT position FROM meta");
        _move = connection.Prepare("UPDATE meta SET position = ?1");
        _raiseVersion = connection.Prepare("UPDATE meta SET version = version + 1 RETURNING version");
        Documents = new DocumentTable(connection);
        Lists = new ListTables(connection, catalog, limits);
        DeadLetters = new DeadLetterTable(connection);
        Lists.Publish(connection.ReadNumber("SELECT version FROM meta"));
    }

    public DocumentTable Documents { get; }

    public ListTables Lists { get; }

    public DeadLetterTable DeadLetters { get; }

    public void Begin()
    {
        _version = 0;
        _begin.Run();
    }

    public void Commit()
    {
        _commit.Run();
        if (_version > 0)
        {
            Lists.Publish(_version);
        }
    }

    public void Rollback() => _rollback.Run();

    public long Position()
    {
        var position = _position.Step() ? _position.Number(0) : 0;
        _position.Reset();
        return position;
    }

    public void MoveTo(long position) => _move.Bind(1, position).Run();

    /// <summary>
    /// A number that no save had before; the version of every document in this one. Whoever changes documents or lists
    /// takes one, since readers go by it.
    /// </summary>
    public long NextVersion()
    {
        _raiseVersion.Step();
        _version = _raiseVersion.Number(0);
        _raiseVersion.Run();
        return _version;
    }

    public void Dispose()
    {
        Documents.Dispose();
        Lists.Dispose();
        DeadLetters.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _position.Dispose();
        _move.Dispose();
        _raiseVersion.Dispose();
        _connection.Dispose();
    }
}
