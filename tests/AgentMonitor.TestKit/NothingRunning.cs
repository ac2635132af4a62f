using AgentMonitor.Executions;

namespace AgentMonitor.TestKit;

public sealed class NothingRunning : IRunningExecutions
{
    public ValueTask<IReadOnlyDictionary<string, long>> CountByAgentAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyDictionary<string, long>>(new Dictionary<string, long>());

    public ValueTask<IReadOnlyList<Execution>> OverdueAsync(
        DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<Execution>>([]);
}
