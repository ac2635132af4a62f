using AgentMonitor.Health.Vitals;

namespace AgentMonitor.Sqlite;

/// <summary>The store's figures as health answers have them.</summary>
internal sealed class SqliteVitals(SqliteStore store) : IStoreVitals
{
    public StoreVitals Read()
    {
        var figures = store.Figures;
        return new StoreVitals(StoreKind.Sqlite)
        {
            QueuedRecords = figures.QueuedRecords,
            LogBytes = figures.LogBytes,
            LogWalBytes = figures.LogWalBytes,
            ViewsBytes = figures.ViewsBytes,
            ViewsWalBytes = figures.ViewsWalBytes,
            StateBytes = figures.StateBytes,
            LastCommit = figures.LastCommit,
        };
    }
}
