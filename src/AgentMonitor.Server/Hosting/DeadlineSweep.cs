using AgentMonitor.Executions;

namespace AgentMonitor.Server.Hosting;

/// <summary>Times out what fell silent past its deadline, again and again.</summary>
internal sealed partial class DeadlineSweep(OverdueSweep sweep, ILogger<DeadlineSweep> logger)
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (await sweep.RunAsync(cancellationToken) is var swept and > 0)
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
