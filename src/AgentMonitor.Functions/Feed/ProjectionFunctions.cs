using AgentMonitor.Functions.Measurement;
using AgentMonitor.Functions.Settings;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Feed;

/// <summary>Projects the change feed of the executions.</summary>
public sealed class ProjectionFunctions(FeedProjection projection, FeedPageReader read, FunctionFigures figures)
{
    /// <summary>
    /// Raw JSON comes in, because a typed list would lose a page over one bad document. What cannot be read or folded
    /// becomes a dead letter, durable before this returns; only faults of the store escape. The retries never end: when
    /// they did, the page would be checkpointed and lost.
    /// </summary>
    [Function("project_executions")]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:05:00")]
    public Task ProjectExecutions(
        [CosmosDBTrigger(
            "%" + TriggerSettings.Database + "%",
            "%" + TriggerSettings.Executions + "%",
            Connection = TriggerSettings.Connection,
            LeaseContainerName = "%" + TriggerSettings.Leases + "%",
            LeaseContainerPrefix = "%" + TriggerSettings.LeasePrefix + "%",
            StartFromBeginning = true,
            FeedPollDelay = 200)]
        string documents,
        CancellationToken cancellationToken) =>
        figures.MeasureAsync(() => projection.ProjectAsync(read(documents), cancellationToken));
}
