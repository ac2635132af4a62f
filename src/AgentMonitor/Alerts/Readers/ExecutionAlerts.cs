using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Anomalies;
using AgentMonitor.Rollups;

namespace AgentMonitor.Alerts.Readers;

/// <summary>Readings of a window's executions, from rollups alone.</summary>
public sealed class ExecutionAlerts(WindowReader windows, UsualHours usual, RetentionAges ages) : IAlertReader
{
    public IReadOnlyCollection<AlertKind> Kinds { get; } =
        [AlertKind.SuccessRate, AlertKind.ErrorRate, AlertKind.LatencyP95, AlertKind.Cost, AlertKind.NoData];

    public async ValueTask<IReadOnlyList<AlertReading>> ReadAsync(AlertRule rule, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var cell = rule.Agent ?? CellName.All;
        var window = MetricsWindow.Between(now - TimeSpan.FromMinutes(rule.WindowMinutes), now, now);
        var cells = await windows.MergeAsync(
            RollupScope.Agents, WindowCover.Of(window, now, ages), CellFilter.Only(cell), cancellationToken).ConfigureAwait(false);
        var rollup = cells.GetValueOrDefault(cell) ?? new Rollup();
        var reading = new AlertReading(
            rule.Agent is { } agent ? AlertSubject.Agent(agent) : null, Value(rule.Kind, rollup), rollup.Totals.Total);
        return rule.BaselineFactor is null ? [reading] : [reading with { Baseline = await BaselineAsync(rule, now, cancellationToken).ConfigureAwait(false) }];
    }

    private static decimal? Value(AlertKind kind, Rollup rollup) => kind switch
    {
        AlertKind.SuccessRate => rollup.Totals.SuccessRate,
        AlertKind.ErrorRate => rollup.Totals.Total == 0 ? null : decimal.Round((decimal)rollup.Totals.Failed / rollup.Totals.Total, 4),
        AlertKind.LatencyP95 => rollup.Latency?.Quantile(0.95),
        AlertKind.Cost => rollup.Totals.Cost.Usd,
        _ => rollup.Totals.Total + rollup.Totals[Counter.Cancelled],
    };

    private async ValueTask<decimal?> BaselineAsync(AlertRule rule, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hour = TimeBucket.Floor(Grain.Hour, now);
        var hours = await usual.ReadAsync(rule.Agent, hour, cancellationToken).ConfigureAwait(false);
        return Baseline.OfHour(hour, hours.Select(HourMetric.P95)) is { } baseline ? decimal.Round((decimal)baseline.Expected, 1) : null;
    }
}
