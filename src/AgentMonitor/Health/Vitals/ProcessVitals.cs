namespace AgentMonitor.Health.Vitals;

/// <summary>What this process takes of its machine. Sizes are binary megabytes.</summary>
public sealed record ProcessVitals
{
    /// <summary>Of all processors together, over the last seconds; null until there are any.</summary>
    public required double? CpuPercent { get; init; }

    /// <summary>Resident.</summary>
    public required long MemoryMb { get; init; }

    /// <summary>What the garbage collector holds.</summary>
    public required long ManagedMb { get; init; }

    public required int Threads { get; init; }

    /// <summary>Free on the volume of the data folder; null where there is no such folder.</summary>
    public required long? DiskFreeMb { get; init; }

    /// <summary>Used of that volume.</summary>
    public required double? DiskPercent { get; init; }
}
