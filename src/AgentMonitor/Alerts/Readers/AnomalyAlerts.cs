using AgentMonitor.Metrics.Anomalies;
using AgentMonitor.Rollups;

namespace AgentMonitor.Alerts.Readers;

/// <summary>
/// How far the last two whole hours were from what is usual, in standard deviations, and in the same direction: one hour
/// alone is chance too often.
/// </summary>
public sealed class AnomalyAlerts(UsualHours usual) : IAlertReader
{
    public IReadOnlyCollection<AlertKind> Kinds { get; } = [AlertKind.Anomaly];

    public async ValueTask<IReadOnlyList<AlertReading>> ReadAsync(AlertRule rule, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = TimeBucket.Floor(Grain.Hour, now).AddHours(-1);
        var before = last.AddHours(-1);
        var (lastCells, beforeCells) = (
            await usual.ReadAsync(rule.Agent, last, cancellationToken).ConfigureAwait(false),
            await usual.ReadAsync(rule.Agent, before, cancellationToken).ConfigureAwait(false));

        // Where too few is what is wrong, what is usual has to be enough.
        var executions = Math.Max(
            lastCells.At(last)?.Totals.Total ?? 0,
            (long)(Baseline.OfHour(last, lastCells.Select(HourMetric.Requests))?.Expected ?? 0));
        return
        [
            .. HourMetric.All.Select(metric => new AlertReading(
                AlertSubject.Metric(metric.Name),
                Value(metric, Deviation(metric, last, lastCells), Deviation(metric, before, beforeCells)),
                executions)
            { Name = metric.Words }),
        ];
    }

    private static double? Deviation(HourMetric metric, DateTimeOffset hour, HourCells cells) =>
        cells.Select(metric)(hour) is { } value
            ? Baseline.OfHour(hour, cells.Select(metric))?.Deviation(value, metric.Metric.Least())
            : null;

    private static decimal? Value(HourMetric metric, double? last, double? before)
    {
        if (last is not { } newer || before is not { } older)
        {
            return null;
        }

        var isSame = Math.Sign(newer) == Math.Sign(older) && (!metric.OnlyAbove || newer > 0);
        return isSame ? (decimal)Math.Round(Math.Min(1000, Math.Min(Math.Abs(newer), Math.Abs(older))), 2) : 0;
    }
}
