using SQLitePCL;

namespace AgentMonitor.Sqlite.Native;

/// <summary>One connection, used by one thread at a time.</summary>
internal sealed class Connection : IDisposable
{
    private readonly sqlite3 _database;

    private Connection(sqlite3 database) => _database = database;

    /// <summary>Rows that the last statement inserted, updated or deleted.</summary>
    public int Changes => raw.sqlite3_changes(_database);

    public static Connection Open(string path)
    {
        SystemSqlite.EnsureLoaded();
        var flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX;
        var code = raw.sqlite3_open_v2(path, out var database, flags, null);
        if (code != raw.SQLITE_OK)
        {
            database?.Dispose();
            throw new SqliteFault(code, "cannot open the database file");
        }

        _ = raw.sqlite3_extended_result_codes(database, 1);
        return new Connection(database);
    }

    public Statement Prepare(string sql)
    {
        const uint persistent = 1;
        Check(raw.sqlite3_prepare_v3(_database, sql, persistent, out var statement));
        return new Statement(_database, statement);
    }

    /// <summary>Runs constant SQL, several statements if need be.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_database, sql));

    public long ReadNumber(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Number(0) : 0;
    }

    public string ReadText(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Text(0) : "";
    }

    /// <summary>
    /// Moves what the write-ahead log holds into the file without waiting for anybody; the pages that are left, because
    /// they came meanwhile or somebody still reads older ones.
    /// </summary>
    public int Checkpoint()
    {
        var code = raw.sqlite3_wal_checkpoint_v2(
            _database, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var written, out var moved);

        // Busy: another connection is at it right now.
        if (code != raw.SQLITE_BUSY)
        {
            Check(code);
        }

        return Math.Max(0, written - moved);
    }

    /// <summary>
    /// Moves all of the write-ahead log into the file and cuts it to nothing; false: somebody still reads an older state.
    /// </summary>
    public bool TryEmptyWriteAheadLog() => ReadNumber("PRAGMA wal_checkpoint(TRUNCATE)") == 0;

    /// <summary>Pages that this connection has written since it was last asked.</summary>
    public int TakePagesWritten()
    {
        const int cacheWrite = 9;
        _ = raw.sqlite3_db_status(_database, cacheWrite, out var pages, out _, 1);
        return pages;
    }

    public void Dispose() => _database.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw SqliteFault.Of(_database);
        }
    }
}
