using AgentMonitor.Executions;
using SQLitePCL;

namespace AgentMonitor.Sqlite.Native;

/// <summary>An error code of SQLite, with its message.</summary>
internal sealed class SqliteFault(int code, string message) : Exception($"SQLite error {code}: {message}")
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfterFull = TimeSpan.FromSeconds(5);

    /// <summary>The extended code; its low byte is the primary one.</summary>
    public int Code { get; } = code;

    public bool IsDiskFull => (Code & 0xff) == raw.SQLITE_FULL;

    /// <summary>The file is not as SQLite left it.</summary>
    public bool IsDamage => (Code & 0xff) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>What the ports throw instead; no path, no SQL.</summary>
    public StoreUnavailableException Translated() => IsDiskFull
        ? new StoreUnavailableException(
            StoreFault.DiskFull, "The disk that holds the data folder is full; free some space.", RetryAfterFull, this)
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
