using AgentMonitor.Sqlite;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Yardstick.Writers;

/// <summary>One row a record in SQLite: a unique id, the record as it came, and if asked for, three indexed columns.</summary>
internal sealed class TableWriter : IGroupWriter
{
    private static readonly StorePragmas Pragmas = new()
    {
        Synchronous = "FULL",
        PageSize = 4096,
        WriterCacheKilobytes = 64 << 10,
        ReaderCacheKilobytes = 64 << 10,
        MapBytes = 0,
        CheckpointPages = 4000,
    };

    private readonly Connection _connection;
    private readonly Connection _reader;
    private readonly Statement _begin;
    private readonly Statement _insert;
    private readonly Statement _commit;
    private readonly bool _secondaryIndexes;

    public TableWriter(string folder, bool secondaryIndexes)
    {
        var path = Path.Combine(folder, "yardstick.db");
        _secondaryIndexes = secondaryIndexes;
        _connection = Pragmas.OpenWriter(path);
        _connection.Execute(
            "CREATE TABLE IF NOT EXISTS executions(id BLOB NOT NULL UNIQUE, body BLOB NOT NULL, agent BLOB, user BLOB, ended BLOB)");
        if (secondaryIndexes)
        {
            _connection.Execute(
                """
                CREATE INDEX IF NOT EXISTS by_agent ON executions(agent);
                CREATE INDEX IF NOT EXISTS by_user ON executions(user);
                CREATE INDEX IF NOT EXISTS by_end ON executions(ended);
                """);
        }

        _reader = Pragmas.OpenReader(path);
        _begin = _connection.Prepare("BEGIN IMMEDIATE");
        _insert = _connection.Prepare(
            "INSERT INTO executions(id, body, agent, user, ended) VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT(id) DO NOTHING");
        _commit = _connection.Prepare("COMMIT");
    }

    public void Begin() => _begin.Run();

    public int Write(SentBody body)
    {
        var created = 0;
        for (var records = body.Records; records.MoveNext();)
        {
            _insert.Bind(1, records.Id).Bind(2, records.Body);
            if (_secondaryIndexes)
            {
                _insert.Bind(3, records.TextAfter("\"agent_name\":\""u8))
                    .Bind(4, records.TextAfter("\"user_id\":\""u8))
                    .Bind(5, records.TextAfter("\"ended_at\":\""u8));
            }

            _insert.Run();
            created += _connection.Changes;
        }

        return created;
    }

    public void Commit() => _commit.Run();

    public long Count()
    {
        lock (_reader)
        {
            return _reader.ReadNumber("SELECT count(*) FROM executions");
        }
    }

    public void Dispose()
    {
        _begin.Dispose();
        _insert.Dispose();
        _commit.Dispose();
        _reader.Dispose();
        _connection.Dispose();
    }
}
