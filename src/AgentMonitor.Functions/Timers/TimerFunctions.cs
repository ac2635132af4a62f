using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Functions.Settings;
using AgentMonitor.Http.Admin;
using AgentMonitor.Retention;
using AgentMonitor.Rollups;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AgentMonitor.Functions.Timers;

/// <summary>
/// What comes round again and again. The platform runs each on one instance at a time; a turn that failed is made up
/// for by the next.
/// </summary>
public sealed partial class TimerFunctions(
    OverdueSweep overdue, ReconcileRuns recounts, Forgetting forgetting, StateRetention retention, TimerTurns turns,
    TimeProvider clock, ILogger<TimerFunctions> logger)
{
    private const int RecountedDays = 2;

    /// <summary>Often enough for a run to be a timeout within 30 s of its deadline.</summary>
    [Function("sweep_deadlines")]
    public Task SweepDeadlines(
        [TimerTrigger("*/10 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        turns.TakeAsync("sweep_deadlines", SweepAsync, cancellationToken);

    /// <summary>Recounts the days of UTC that closed last, and mends what differs.</summary>
    [Function("reconcile_closed_days")]
    public Task ReconcileClosedDays(
        [TimerTrigger("%" + TriggerSettings.Reconcile + "%")] TimerInfo timer, CancellationToken cancellationToken) =>
        turns.TakeAsync("reconcile_closed_days", RecountAsync, cancellationToken);

    /// <summary>Goes on with what erasures have still to do. What they erased each instance learns by itself.</summary>
    [Function("resume_erasures")]
    public Task ResumeErasures(
        [TimerTrigger("30 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        turns.TakeAsync("resume_erasures", forgetting.ResumeAsync, cancellationToken);

    /// <summary>Takes away what no document's time to live does: whom was forgotten, and moves of escalations.</summary>
    [Function("sweep_state")]
    public Task SweepState(
        [TimerTrigger("0 41 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        turns.TakeAsync("sweep_state", retention.SweepAsync, cancellationToken);

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (await overdue.RunAsync(cancellationToken) is var swept and > 0)
        {
            Log.Swept(logger, swept);
        }
    }

    private async Task RecountAsync(CancellationToken cancellationToken)
    {
        var today = TimeBucket.Floor(Grain.Day, clock.GetUtcNow());
        var report = await recounts.TryRunAsync(today.AddDays(-RecountedDays), today, repair: true, cancellationToken);
        if (report is { Drift: > 0 })
        {
            Log.Drifted(logger, report.Drift, report.RepairedCells);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(210, LogLevel.Information, "{Count} executions passed their deadline in silence and are timeouts now.")]
        public static partial void Swept(ILogger logger, int count);

        [LoggerMessage(220, LogLevel.Warning, "{Drift} cells differed from their recount; {Repaired} are mended.")]
        public static partial void Drifted(ILogger logger, long drift, long repaired);
    }
}
