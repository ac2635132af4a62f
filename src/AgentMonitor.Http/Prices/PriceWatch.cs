using AgentMonitor.Costs;
using AgentMonitor.Executions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentMonitor.Http.Prices;

/// <summary>
/// Puts the admin's prices into the book before anything is taken, and looks again now and then: on Azure somebody may
/// change them on another instance. While they cannot be read the prices stay as they are.
/// </summary>
internal sealed partial class PriceWatch(AdminPrices prices, TimeProvider clock, ILogger<PriceWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan FirstTry = TimeSpan.FromSeconds(10);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(FirstTry, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await LookAsync(both.Token);
        await base.StartAsync(cancellationToken);
    }

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

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await prices.ReadAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or InvalidDataException or OperationCanceledException)
        {
            Log.NotRead(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(820, LogLevel.Warning, "The admin's prices cannot be read, so the prices stay as they are: {Reason}")]
        public static partial void NotRead(ILogger logger, string reason);
    }
}
