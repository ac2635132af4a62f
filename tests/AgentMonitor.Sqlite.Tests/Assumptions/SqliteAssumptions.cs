using AgentMonitor.Sqlite.Native;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Assumptions;

/// <summary>What the store leans on SQLite to do.</summary>
public sealed class SqliteAssumptions : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_library_is_the_systems_and_new_enough() =>
        Assert.True(Version.Parse(SystemSqlite.EnsureLoaded()) >= new Version(3, 35));

    [Fact]
    public void Closing_a_connection_in_mid_transaction_rolls_it_back()
    {
        using (var connection = Open())
        {
            connection.Execute("CREATE TABLE t(x)");
            connection.Execute("BEGIN IMMEDIATE");
            connection.Execute("INSERT INTO t VALUES(1)");
        }

        using var reopened = Open();
        Assert.Equal(0, reopened.ReadNumber("SELECT count(*) FROM t"));
    }

    [Fact]
    public void A_reader_keeps_its_snapshot_while_another_connection_commits()
    {
        using var writer = Open();
        writer.Execute("CREATE TABLE t(x)");
        using var reader = Open();
        reader.Execute("BEGIN");
        Assert.Equal(0, reader.ReadNumber("SELECT count(*) FROM t"));

        writer.Execute("INSERT INTO t VALUES(1)");

        Assert.Equal(0, reader.ReadNumber("SELECT count(*) FROM t"));
        reader.Execute("COMMIT");
        Assert.Equal(1, reader.ReadNumber("SELECT count(*) FROM t"));
    }

    [Fact]
    public void A_snapshot_begins_at_the_first_read_not_at_begin()
    {
        using var writer = Open();
        writer.Execute("CREATE TABLE t(x)");
        using var reader = Open();
        reader.Execute("BEGIN");

        writer.Execute("INSERT INTO t VALUES(1)");

        Assert.Equal(1, reader.ReadNumber("SELECT count(*) FROM t"));
    }

    [Fact]
    public void A_table_over_its_page_limit_is_a_full_disk()
    {
        using var connection = Open();
        connection.Execute("CREATE TABLE t(x)");
        connection.Execute("PRAGMA max_page_count = 10");
        using var insert = connection.Prepare("INSERT INTO t VALUES(zeroblob(100000))");

        Assert.True(Assert.Throws<SqliteFault>(insert.Run).IsDiskFull);
    }

    [Fact]
    public void An_empty_blob_is_not_null()
    {
        using var connection = Open();
        connection.Execute("CREATE TABLE t(x BLOB NOT NULL)");
        using var insert = connection.Prepare("INSERT INTO t VALUES(?1)");

        insert.Bind(1, ReadOnlySpan<byte>.Empty).Run();

        Assert.Equal(1, connection.ReadNumber("SELECT count(*) FROM t WHERE length(x) = 0"));
    }

    private Connection Open() => _folder.Options.LogPragmas.OpenWriter(_folder.Log);
}
