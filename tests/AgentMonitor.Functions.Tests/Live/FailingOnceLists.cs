using AgentMonitor.Executions;

namespace AgentMonitor.Functions.Tests.Live;

/// <summary>The store is away for the first question.</summary>
internal sealed class FailingOnceLists : IExecutionLists
{
    public bool Failed { get; private set; }

    public IExecutionLists? Store { get; set; }

    public Exception Fault { get; init; } =
        new StoreUnavailableException(StoreFault.Unavailable, "The store is away.", TimeSpan.FromSeconds(1));

    public ValueTask<ExecutionPage> ListAsync(
        ExecutionFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        if (!Failed)
        {
            Failed = true;
            throw Fault;
        }

        return Store!.ListAsync(filter, cursor, limit, cancellationToken);
    }
}
