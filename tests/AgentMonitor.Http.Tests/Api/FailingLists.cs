using AgentMonitor.Executions;

namespace AgentMonitor.Http.Tests.Api;

/// <summary>Lists whose store has a fault.</summary>
internal sealed class FailingLists(Exception fault) : IExecutionLists
{
    public ValueTask<ExecutionPage> ListAsync(
        ExecutionFilter filter, string? cursor, int limit, CancellationToken cancellationToken) => throw fault;
}
