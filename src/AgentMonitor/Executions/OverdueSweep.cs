namespace AgentMonitor.Executions;

/// <summary>
/// Running executions that fell silent past their deadline become timeouts. One that is swept twice, because the
/// projection is behind, is a duplicate to the log.
/// </summary>
public sealed class OverdueSweep(IRunningExecutions running, IExecutionLog log, TimeProvider clock)
{
    private const int AtOnce = 500;

    /// <summary>How many are timeouts now that were not before.</summary>
    public async ValueTask<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var overdue = await running.OverdueAsync(now, AtOnce, cancellationToken);
        if (overdue.Count == 0)
        {
            return 0;
        }

        var results = await log.AppendAsync(
            [.. overdue.Select(execution => ExecutionTransitions.TimeOut(execution, now))], cancellationToken);
        return results.Count(result => result.Outcome == AppendOutcome.Updated);
    }
}
