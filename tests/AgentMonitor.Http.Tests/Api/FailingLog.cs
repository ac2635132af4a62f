using AgentMonitor.Executions;

namespace AgentMonitor.Http.Tests.Api;

/// <summary>A log whose store has a fault.</summary>
internal sealed class FailingLog(Exception fault, StoreUnavailableException? refusal = null) : IExecutionLog
{
    public ValueTask WaitForRoomAsync(CancellationToken cancellationToken) => refusal is null ? default : throw refusal;

    public ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<Execution> executions, CancellationToken cancellationToken) => throw fault;

    public ValueTask<LoggedExecution?> FindAsync(ExecutionId id, CancellationToken cancellationToken) => throw fault;
}
