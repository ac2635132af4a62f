using AgentMonitor.Functions.Measurement;
using AgentMonitor.Functions.Settings;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Live;

/// <summary>Tells browsers that numbers have changed.</summary>
public sealed class BroadcastFunctions(Broadcaster broadcaster, FunctionFigures figures)
{
    /// <summary>
    /// A function of its own on the rollups, with leases of its own: whatever goes wrong here, the projection has
    /// happened and is not repeated. There is no retry either, since the next change brings frames that say it all. It
    /// starts with what changes from now on.
    /// </summary>
    [Function("broadcast_changes")]
    [SignalROutput(HubName = LiveHub.Name, ConnectionStringSetting = TriggerSettings.SignalR)]
    public async Task<SignalRMessageAction[]?> BroadcastChanges(
        [CosmosDBTrigger(
            "%" + TriggerSettings.Database + "%",
            "%" + TriggerSettings.Rollups + "%",
            Connection = TriggerSettings.Connection,
            LeaseContainerName = "%" + TriggerSettings.Leases + "%",
            LeaseContainerPrefix = "live-",
            FeedPollDelay = 200)]
        string documents,
        CancellationToken cancellationToken)
    {
        return LiveHub.Messages(await figures.MeasureAsync(() => broadcaster.ChangedAsync(cancellationToken)));
    }
}
