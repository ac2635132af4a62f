namespace AgentMonitor.Health.Vitals;

/// <summary>How the store is doing, by its own figures; asks nobody, so it answers while the store is away.</summary>
public interface IStoreVitals
{
    StoreVitals Read();
}

/// <summary>What a kind of store does not have, or does not know yet, is null. Counts are since the start of this process.</summary>
public sealed record StoreVitals(StoreKind Kind)
{
    /// <summary>Records that wait for their commit.</summary>
    public long? QueuedRecords { get; init; }

    public long? LogBytes { get; init; }

    public long? LogWalBytes { get; init; }

    public long? ViewsBytes { get; init; }

    public long? ViewsWalBytes { get; init; }

    public long? StateBytes { get; init; }

    /// <summary>From the first write of the last group to the end of its commit, the disk's sync included.</summary>
    public TimeSpan? LastCommit { get; init; }

    public double? RequestUnits { get; init; }

    /// <summary>Requests that were refused for want of throughput.</summary>
    public long? Throttled { get; init; }

    public long? Operations { get; init; }

    /// <summary>New executions, to set the request units against.</summary>
    public long? Executions { get; init; }

    public double? RequestUnitsPerExecution => RequestUnits is { } units && Executions is > 0 and var count ? units / count : null;
}

public enum StoreKind
{
    Sqlite,
    Cosmos,
}
