using AgentMonitor.Executions;
using SQLitePCL;

namespace AgentMonitor.Sqlite.Native;

/// <summary>An error code of SQLite, with its message.</summary>
/// <param name="systemErrors">The operating system's numbers for it, where there are any.</param>
internal sealed class SqliteFault(int code, string message, params int[] systemErrors) : Exception($"SQLite error {code}: {message}")
{
    // Linux and macOS agree on the first two; the third is EDQUOT of each. SQLite itself calls only ENOSPC a full disk.
    private static readonly int[] NoMoreRoom = [28, 27, OperatingSystem.IsMacOS() ? 69 : 122];

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfterFull = TimeSpan.FromSeconds(5);

    /// <summary>The last fault of a connection.</summary>
    public static SqliteFault Of(sqlite3 database) => new(
        raw.sqlite3_extended_errcode(database),
        raw.sqlite3_errmsg(database).utf8_to_string(),
        SystemErrors.Of(database));

    /// <summary>The extended code; its low byte is the primary one.</summary>
    public int Code { get; } = code;

    /// <summary>Also when a limit on files or a quota is reached: to whoever runs it, that is a full disk too.</summary>
    public bool IsDiskFull => (Code & 0xff) == raw.SQLITE_FULL
        || ((Code & 0xff) == raw.SQLITE_IOERR && !OperatingSystem.IsWindows() && systemErrors.Any(NoMoreRoom.Contains));

    /// <summary>The file is not as SQLite left it.</summary>
    public bool IsDamage => (Code & 0xff) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>What the ports throw instead; no path, no SQL.</summary>
    public StoreUnavailableException Translated() => IsDiskFull
        ? new StoreUnavailableException(
            StoreFault.DiskFull, "The disk that holds the data folder is full; free some space.", RetryAfterFull, this)
        : IsDamage ? new StoreUnavailableException(
            StoreFault.Unavailable, "A database file is damaged; the next start checks it, and counts totals anew from the log if need be.", RetryAfter, this)
        : new StoreUnavailableException(
            StoreFault.Unavailable, "The store cannot be written or read right now.", RetryAfter, this);

    /// <summary>What a check of the whole file found.</summary>
    public static SqliteFault Damage(string found) => new(raw.SQLITE_CORRUPT, found);

    public static StoreUnavailableException Translate(Exception fault) => fault switch
    {
        StoreUnavailableException translated => translated,
        SqliteFault sqlite => sqlite.Translated(),
        _ => new StoreUnavailableException(
            StoreFault.Unavailable, "The store failed in a way it should not.", RetryAfter, fault),
    };
}
