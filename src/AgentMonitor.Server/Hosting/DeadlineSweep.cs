using AgentMonitor.Executions;

namespace AgentMonitor.Server.Hosting;

/// <summary>
/// Running executions that fell silent past their deadline become timeouts. One that is swept twice, because the
/// projection is behind, is a duplicate to the log.
/// </summary>
internal sealed partial class DeadlineSweep(
    IRunningExecutions running, IExecutionLog log, TimeProvider time, ILogger<DeadlineSweep> logger)
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private const int AtOnce = 500;

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var overdue = await running.OverdueAsync(now, AtOnce, cancellationToken);
        if (overdue.Count == 0)
        {
            return;
        }

        var results = await log.AppendAsync(
            [.. overdue.Select(execution => ExecutionTransitions.TimeOut(execution, now))], cancellationToken);
        if (results.Count(result => result.Outcome == AppendOutcome.Updated) is var swept and > 0)
        {
            Log.Swept(logger, swept);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(210, LogLevel.Information, "{Count} executions passed their deadline in silence and are timeouts now.")]
        public static partial void Swept(ILogger logger, int count);
    }
}
