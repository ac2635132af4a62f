using AgentMonitor.Costs;
using AgentMonitor.Server.Folder;
using AgentMonitor.Server.Settings;
using AgentMonitor.Sqlite;

namespace AgentMonitor.Server.Hosting;

/// <summary>Opens the store of a data folder as the settings say.</summary>
internal static class StoreOpening
{
    public static SqliteStore Open(
        MonitorSettings settings, DataFolder folder, PriceBook prices, TimeProvider time, ILoggerFactory? loggers = null)
    {
        var store = settings.Store;
        var options = new SqliteOptions
        {
            Folder = folder.FullPath,
            UnprojectedLimit = store.UnprojectedLimit,
            QueuedRecordsLimit = store.QueuedRecordsLimit,
            QueuedBytesLimit = store.QueuedBytesLimit,
            Failpoint = CrashPoint.FromEnvironment(),
        };
        return SqliteStore.Open(options, prices, time, loggers);
    }
}
