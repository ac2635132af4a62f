using AgentMonitor.Executions;

namespace AgentMonitor.Functions.Tests.Live;

/// <summary>The store is away for the first question.</summary>
internal sealed class FailingOnceLists : IExecutionLists
{
    private bool _failed;

    public IExecutionLists? Store { get; set; }

    public ValueTask<ExecutionPage> ListAsync(
        ExecutionFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        if (!_failed)
        {
            _failed = true;
            throw new StoreUnavailableException(StoreFault.Unavailable, "The store is away.", TimeSpan.FromSeconds(1));
        }

        return Store!.ListAsync(filter, cursor, limit, cancellationToken);
    }
}
