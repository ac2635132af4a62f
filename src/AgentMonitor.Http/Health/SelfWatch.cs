using AgentMonitor.Health;
using AgentMonitor.Health.Vitals;
using AgentMonitor.Heartbeats;
using AgentMonitor.Http.Measurement;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentMonitor.Http.Health;

/// <summary>
/// The monitor watches itself, in both hosts: marks the minutes in which it was up, tells when its health changes, and
/// writes down how its API was called. Whatever fails is tried again at the next turn; nothing of it holds up anybody.
/// </summary>
internal sealed partial class SelfWatch(
    HealthCheck health,
    HealthNews news,
    ProcessWatch process,
    HeartbeatLedger heartbeats,
    ApiHourLedger hours,
    HttpApiOptions options,
    TimeProvider clock,
    ILogger<SelfWatch> logger) : BackgroundService
{
    private static readonly TimeSpan SavePeriod = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan SweepPeriod = TimeSpan.FromDays(1);

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(3);

    private readonly HashSet<string> _failing = new(StringComparer.Ordinal);

    private long? _savedAt;

    private long? _sweptAt;

    // At least twice a minute, so that none goes unmarked. A look costs a few requests where the store is not ours.
    private TimeSpan Period => options.Host == HostKind.Server ? TimeSpan.FromSeconds(5) : TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            do
            {
                await TurnAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>Writes down what the last turn did not, for as long as a shutdown can wait.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var enough = new CancellationTokenSource(LastWords, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        await SaveAsync(both.Token);
    }

    internal async Task TurnAsync(CancellationToken stopping)
    {
        process.Read();
        var report = await health.RunAsync(HealthCheck.LongPatience, stopping);
        news.Tell(report);
        if (report.State != HealthState.Down)
        {
            heartbeats.Mark();
        }

        if (IsDue(ref _savedAt, SavePeriod))
        {
            await SaveAsync(stopping);
        }

        if (IsDue(ref _sweptAt, SweepPeriod))
        {
            await TryAsync("sweep of old heartbeats", heartbeats.SweepAsync, stopping);
            await TryAsync("sweep of old API figures", hours.SweepAsync, stopping);
        }
    }

    private async Task SaveAsync(CancellationToken stopping)
    {
        await TryAsync("heartbeat", heartbeats.SaveAsync, stopping);
        await TryAsync("saving of API figures", hours.SaveAsync, stopping);
    }

    private async Task TryAsync(string what, Func<CancellationToken, Task> step, CancellationToken stopping)
    {
        try
        {
            await step(stopping);
            _failing.Remove(what);
        }
#pragma warning disable CA1031 // What is missed is made up for by the next turn.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            stopping.ThrowIfCancellationRequested();
            if (_failing.Add(what))
            {
                Log.Postponed(logger, what, exception);
            }
        }
    }

    private bool IsDue(ref long? last, TimeSpan period)
    {
        if (last is { } at && clock.GetElapsedTime(at) < period)
        {
            return false;
        }

        last = clock.GetTimestamp();
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(110, LogLevel.Warning, "The {What} failed and is tried again; this is said once until it succeeds.")]
        public static partial void Postponed(ILogger logger, string what, Exception exception);
    }
}
