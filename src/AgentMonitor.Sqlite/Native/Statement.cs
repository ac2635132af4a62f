using SQLitePCL;

namespace AgentMonitor.Sqlite.Native;

/// <summary>A prepared statement. Parameters count from 1, columns from 0. Bindings stay until they are bound anew.</summary>
internal sealed class Statement(sqlite3 database, sqlite3_stmt statement) : IDisposable
{
    public Statement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, long? value)
    {
        Check(value is { } number
            ? raw.sqlite3_bind_int64(statement, parameter, number)
            : raw.sqlite3_bind_null(statement, parameter));
        return this;
    }

    public Statement Bind(int parameter, string? value)
    {
        Check(value is null
            ? raw.sqlite3_bind_null(statement, parameter)
            : raw.sqlite3_bind_text(statement, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        // An empty span has no address, which SQLite would take for NULL.
        Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(statement, parameter, 0)
            : raw.sqlite3_bind_blob(statement, parameter, value));
        return this;
    }

    /// <summary>True: there is a row. False: done, and ready to be bound and run again.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        if (code != raw.SQLITE_DONE)
        {
            Fail();
        }

        Reset();
        return false;
    }

    /// <summary>Runs to the end; for statements whose rows nobody wants.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    /// <summary>Ends a statement whose remaining rows are not wanted, and with it its read transaction.</summary>
    public void Reset() => _ = raw.sqlite3_reset(statement);

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long Number(int column) => raw.sqlite3_column_int64(statement, column);

    public long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>Valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(statement, column);

    public void Dispose() => statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            Fail();
        }
    }

    // A failed statement is reset at once: left open it would keep its transaction from being rolled back.
    private void Fail()
    {
        var fault = SqliteFault.Of(database);
        Reset();
        throw fault;
    }
}
