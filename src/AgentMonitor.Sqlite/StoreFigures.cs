namespace AgentMonitor.Sqlite;

/// <summary>How the store is doing, for health pages and metrics.</summary>
public sealed record StoreFigures
{
    /// <summary>Records waiting for their commit.</summary>
    public required int QueuedRecords { get; init; }

    /// <summary>Records that are durable and not yet projected.</summary>
    public required long Unprojected { get; init; }

    /// <summary>How long the last group took from its first write to the end of its commit; null before the first.</summary>
    public required TimeSpan? LastCommit { get; init; }

    public required int LastGroupRecords { get; init; }

    public required long LogBytes { get; init; }

    public required long LogWalBytes { get; init; }

    public required long ViewsBytes { get; init; }

    public required long ViewsWalBytes { get; init; }

    public required long StateBytes { get; init; }

    /// <summary>The last fault, in a sentence; null while writes succeed.</summary>
    public required string? LastFault { get; init; }

    public required DateTimeOffset? LastFaultAt { get; init; }
}
