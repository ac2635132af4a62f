using AgentMonitor.Cosmos;
using AgentMonitor.Executions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentMonitor.Functions.Hosting;

/// <summary>
/// Opens the store as the app starts. While it cannot be, the app is up all the same: probes and the page answer, the
/// API says 503, the feed's pages fail and are delivered again; and this keeps trying.
/// </summary>
internal sealed partial class StoreOpening(CosmosStore store, TimeProvider clock, ILogger<StoreOpening> logger) : BackgroundService
{
    private static readonly TimeSpan FirstTry = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Usually the store is open when this returns, so that the first request finds it so.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(FirstTry, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        if (!await TryOpenAsync(both.Token))
        {
            await base.StartAsync(cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (await TryOpenAsync(stoppingToken))
            {
                return;
            }
        }
    }

    private async Task<bool> TryOpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.OpenAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is StoreUnavailableException or OperationCanceledException)
        {
            Log.NotOpen(logger, exception.Message);
            return false;
        }
#pragma warning disable CA1031 // What escapes here would end the app, and with it the probes that say why.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.Failed(logger, exception);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(320, LogLevel.Error, "The store cannot be opened yet, and this tries again: {Reason}")]
        public static partial void NotOpen(ILogger logger, string reason);

        [LoggerMessage(321, LogLevel.Error, "The store cannot be opened, in a way it should not fail; this tries again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
