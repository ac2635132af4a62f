using AgentMonitor.Health.Vitals;

namespace AgentMonitor.TestKit;

/// <summary>Store figures that a test sets and nobody else changes.</summary>
public sealed class StillVitals : IStoreVitals
{
    public StoreVitals Vitals { get; set; } = new(StoreKind.Sqlite)
    {
        QueuedRecords = 0,
        LogBytes = 8192,
        LogWalBytes = 4096,
        ViewsBytes = 16384,
        ViewsWalBytes = 0,
        StateBytes = 4096,
        LastCommit = TimeSpan.FromMilliseconds(1.25),
    };

    public StoreVitals Read() => Vitals;
}
