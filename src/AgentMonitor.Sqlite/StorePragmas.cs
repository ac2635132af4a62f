using System.Globalization;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite;

/// <summary>Every setting of a database file, in one place. All of it is ours: no value comes from outside.</summary>
internal sealed record StorePragmas
{
    /// <summary>FULL: a commit is on disk when it returns. NORMAL: it may be lost in a power cut, never torn.</summary>
    public required string Synchronous { get; init; }

    public required int PageSize { get; init; }

    /// <summary>Of the one connection that writes.</summary>
    public required int WriterCacheKilobytes { get; init; }

    /// <summary>Of each connection that reads. There may be many; what they do not keep, the system's cache still does.</summary>
    public required int ReaderCacheKilobytes { get; init; }

    public required long MapBytes { get; init; }

    /// <summary>Pages in the write-ahead log after which a commit also checkpoints.</summary>
    public required int CheckpointPages { get; init; }

    /// <summary>
    /// ON, which some systems' SQLite begins with, writes zeros over each page that becomes free; FAST only over what
    /// is written anyway.
    /// </summary>
    public string SecureDelete { get; init; } = "ON";

    /// <summary>Not 0 in tests of a full disk only.</summary>
    public int MaxPages { get; init; }

    public Connection OpenWriter(string path)
    {
        var connection = Connection.Open(path);
        try
        {
            // The page size counts for a new file only, and only before it enters WAL mode.
            Set(connection, $"PRAGMA page_size = {PageSize}");
            Set(connection, $"PRAGMA journal_mode = WAL");
            Set(connection, $"PRAGMA synchronous = {Synchronous}");
            Set(connection, $"PRAGMA wal_autocheckpoint = {CheckpointPages}");
            Set(connection, $"PRAGMA journal_size_limit = {64 << 20}");
            Set(connection, $"PRAGMA secure_delete = {SecureDelete}");
            if (MaxPages > 0)
            {
                Set(connection, $"PRAGMA max_page_count = {MaxPages}");
            }

            return Shared(connection, WriterCacheKilobytes);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public Connection OpenReader(string path)
    {
        var connection = Shared(Connection.Open(path), ReaderCacheKilobytes);
        Set(connection, $"PRAGMA query_only = 1");
        return connection;
    }

    private Connection Shared(Connection connection, int cacheKilobytes)
    {
        Set(connection, $"PRAGMA busy_timeout = 2000");
        Set(connection, $"PRAGMA cache_size = -{cacheKilobytes}");
        Set(connection, $"PRAGMA mmap_size = {MapBytes}");
        return connection;
    }

    private static void Set(Connection connection, FormattableString pragma) =>
        connection.Execute(pragma.ToString(CultureInfo.InvariantCulture));
}
