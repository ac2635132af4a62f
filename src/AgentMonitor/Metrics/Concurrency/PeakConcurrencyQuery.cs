using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Concurrency;

/// <summary>The most executions that were under way in one minute of a window.</summary>
public sealed class PeakConcurrencyQuery(IRollupStore store, IRunningExecutions running, TimeProvider clock)
{
    /// <summary>
    /// Null where nothing was under way, or where hours are no longer kept. What still runs is counted in the minute of
    /// now; in those before it once it has ended.
    /// </summary>
    public async ValueTask<Peak?> GetAsync(MetricsWindow window, CancellationToken cancellationToken)
    {
        // What was under way in the window may have ended a day after it.
        var until = window.IsOpen ? DateTimeOffset.MaxValue : window.To.AddMinutes(Contribution.MostMinutes);
        var hours = await store.ReadRangeAsync(
            RollupScope.Audience, Grain.Hour, TimeBucket.Floor(Grain.Hour, window.From),
            until > clock.GetUtcNow() ? TimeBucket.Of(Grain.Day, clock.GetUtcNow()).End : until, cancellationToken);
        var marks = hours.SelectMany(PresenceMarks.Of).ToList();
        var now = TimeBucket.Floor(Grain.Minute, clock.GetUtcNow());
        var peak = PresenceRules.PeakOf(marks, window.From, window.IsOpen ? DateTimeOffset.MaxValue : window.To);
        if (!window.IsOpen)
        {
            return peak;
        }

        var counts = await running.CountByAgentAsync(cancellationToken);
        var current = (PresenceRules.PeakOf(marks, now, DateTimeOffset.MaxValue)?.Value ?? 0) + counts.Values.Sum();
        return current > 0 ? Peak.Greater(peak, new Peak(current, now)) : peak;
    }
}
