namespace AgentMonitor.Sqlite;

/// <summary>Where the store keeps its files, and how much may wait.</summary>
public sealed class SqliteOptions
{
    public required string Folder { get; init; }

    /// <summary>Records durable but not yet projected, at which new ones are turned away (429).</summary>
    public int UnprojectedLimit { get; init; } = 200_000;

    /// <summary>Records waiting for their commit, at which new ones are turned away (429).</summary>
    public int QueuedRecordsLimit { get; init; } = 50_000;

    /// <summary>Bytes waiting for their commit, at which new records are turned away (429).</summary>
    public long QueuedBytesLimit { get; init; } = 64 << 20;

    /// <summary>Decoded rollup documents kept for reading, in bytes of their stored form.</summary>
    public long DocumentCacheBytes { get; init; } = 32 << 20;

    /// <summary>Memory for records after their commit, so that a projector that keeps up need not read them.</summary>
    public long RecentBytes { get; init; } = 40 << 20;

    /// <summary>Records that one page of a list looks at before it answers with what it has.</summary>
    public int ListStretch { get; init; } = 10_000;

    internal StorePragmas LogPragmas { get; init; } = new()
    {
        Synchronous = "FULL",
        PageSize = 4096,
        WriterCacheKilobytes = 2 << 10,
        ReaderCacheKilobytes = 2 << 10,
        MapBytes = 0,

        // A commit moves pages itself only if those meant to do it have fallen far behind: at 128 MB.
        CheckpointPages = 32_000,
    };

    /// <summary>Pages that the log's writer may have written before they are moved into the file, beside it.</summary>
    internal int LogCheckpointPages { get; init; } = 4000;

    internal StorePragmas ViewsPragmas { get; init; } = new()
    {
        Synchronous = "NORMAL",
        PageSize = 4096,
        WriterCacheKilobytes = 4 << 10,
        ReaderCacheKilobytes = 4 << 10,
        MapBytes = 0,
        CheckpointPages = 8000,
        SecureDelete = "FAST",
    };

    internal StorePragmas StatePragmas { get; init; } = new()
    {
        Synchronous = "FULL",
        PageSize = 4096,
        WriterCacheKilobytes = 1 << 10,
        ReaderCacheKilobytes = 1 << 10,
        MapBytes = 0,
        CheckpointPages = 1000,
    };

    internal Views.Segments.SegmentLimits Segments { get; init; } = new();

    /// <summary>
    /// For tests that stop or end the process there: called with the name of each moment around a commit as it is passed,
    /// <c>before-commit</c> and <c>after-commit</c>, and the same of <c>-views-commit</c> and <c>-state-commit</c>.
    /// </summary>
    public Action<string>? Failpoint { get; init; }
}
