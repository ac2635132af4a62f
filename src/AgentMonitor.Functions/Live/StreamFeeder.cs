using AgentMonitor.Executions;
using AgentMonitor.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentMonitor.Functions.Live;

/// <summary>
/// Frames for <c>GET /api/stream</c>. Its connection ends at this instance, and the pages that change the numbers may
/// be projected by any, so this looks into the store itself, as long as anybody here listens.
/// </summary>
internal sealed partial class StreamFeeder(LiveFeed feed, LiveReading reading, TimeProvider clock, ILogger<StreamFeeder> logger)
    : BackgroundService
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        if (feed.Subscribers == 0)
        {
            reading.Restart();
            return;
        }

        try
        {
            feed.Publish(await reading.ReadAsync(stopping));
        }
        catch (StoreUnavailableException exception)
        {
            Log.Postponed(logger, exception.Message);
        }
#pragma warning disable CA1031 // What escapes here would end the process, and all that is taken in and projected with it.
        catch (Exception exception) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.Failed(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(510, LogLevel.Warning, "The streams wait for the store: {Reason}")]
        public static partial void Postponed(ILogger logger, string reason);

        [LoggerMessage(511, LogLevel.Error, "What the streams show cannot be read; the next look tries again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
