using AgentMonitor.Executions;

namespace AgentMonitor.Server.Hosting;

/// <summary>
/// Something small that is done again and again. A fault is logged and the next turn tries anew: a sweep that was
/// missed is made up for by the one after it.
/// </summary>
internal sealed partial class PeriodicService(
    string name, TimeSpan period, Func<CancellationToken, Task> turn, TimeProvider time, ILogger<PeriodicService> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TakeTurnAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TakeTurnAsync(CancellationToken stopping)
    {
        try
        {
            await turn(stopping);
        }
        catch (StoreUnavailableException exception)
        {
            Log.Postponed(logger, name, exception.Message);
        }
#pragma warning disable CA1031 // Whatever it was, the server goes on and so does the next turn.
        catch (Exception exception) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.Failed(logger, name, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(801, LogLevel.Warning, "The {Name} waits for the store: {Reason}")]
        public static partial void Postponed(ILogger logger, string name, string reason);

        [LoggerMessage(802, LogLevel.Error, "The {Name} failed; the next turn tries again.")]
        public static partial void Failed(ILogger logger, string name, Exception exception);
    }
}
