using AgentMonitor.Executions;

namespace AgentMonitor.Health;

/// <summary>Reads the newest execution: what every list does.</summary>
public sealed class StoreProbe(IExecutionLists lists) : IHealthProbe
{
    public string Name => "store";

    public async ValueTask<Finding> ProbeAsync(CancellationToken cancellationToken)
    {
        await lists.ListAsync(ExecutionFilter.None, null, 1, cancellationToken);
        return Finding.Ok;
    }
}
