namespace AgentMonitor.Functions.Settings;

/// <summary>
/// The settings that triggers name. They are flat, unlike the others, since the platform looks them up by this very
/// spelling when it decides how many instances to run.
/// </summary>
internal static class TriggerSettings
{
    /// <summary>A connection string, or the prefix of <c>__accountEndpoint</c> and <c>__credential</c>.</summary>
    public const string Connection = "CosmosDb";

    /// <summary>A connection string, or the prefix of <c>__serviceUri</c>.</summary>
    public const string SignalR = "AzureSignalRConnectionString";

    public const string Database = "CosmosDatabase";

    public const string Executions = "CosmosExecutions";

    public const string Rollups = "CosmosRollups";

    public const string Leases = "CosmosLeases";

    /// <summary>In front of the projection's leases; a new one projects everything anew.</summary>
    public const string LeasePrefix = "CosmosLeasePrefix";

    /// <summary>When closed days are recounted: six fields of cron, UTC.</summary>
    public const string Reconcile = "ReconcileSchedule";

    public static IReadOnlyList<string> Named { get; } = [Database, Executions, Rollups, Leases, LeasePrefix, Reconcile];
}
