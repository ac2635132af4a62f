using AgentMonitor.Metrics.Timelines;
using AgentMonitor.Metrics.Zones;

namespace AgentMonitor.Metrics.Anomalies;

/// <summary>
/// Looks through a series: holds each bucket against its <see cref="Baseline"/>, hours on the series' own calendar. What
/// is not known (the latency of nothing) is neither judged nor a baseline.
/// </summary>
internal sealed class AnomalySearch(IReadOnlyList<LocalBucket> buckets, Series series, Granularity granularity)
{
    private readonly Dictionary<DateTime, int> _byLocal = buckets
        .Select((bucket, index) => (bucket.Local, index)).DistinctBy(bucket => bucket.Local)
        .ToDictionary(bucket => bucket.Local, bucket => bucket.index);

    // What was before anything was seen is not a time of silence.
    private readonly int _firstKnown = series.Cells.TakeWhile(cell => cell.Totals.IsEmpty).Count();

    /// <summary>Among the buckets from <paramref name="first"/> on; one that is not over at <paramref name="now"/> is left out.</summary>
    public IEnumerable<Anomaly> From(int first, DateTimeOffset now)
    {
        foreach (var metric in Enum.GetValues<SeriesMetric>())
        {
            var values = series.Cells.Select((cell, index) => index < _firstKnown ? null : metric.Of(cell)).ToList();
            for (var index = first; index < buckets.Count && buckets[index].End <= now; index++)
            {
                if (Judge(metric, values, index) is { } anomaly)
                {
                    yield return anomaly;
                }
            }
        }
    }

    private Anomaly? Judge(SeriesMetric metric, List<decimal?> values, int index)
    {
        if (values[index] is not { } value
            || Baseline.Of(Weeks(values, index), Trailing(values, index)) is not { } usual
            || usual.Deviation((double)value, metric.Least()) is var deviation && Math.Abs(deviation) <= Baseline.NoteSigmas)
        {
            return null;
        }

        return new Anomaly(
            buckets[index].Start, metric, value, Rounded(usual.Expected), Rounded(Math.Abs(deviation)),
            deviation > 0 ? AnomalyDirection.Above : AnomalyDirection.Below, usual.Kind);
    }

    // Where clocks skipped that hour a week has none.
    private IEnumerable<IEnumerable<double?>> Weeks(List<decimal?> values, int index) =>
        from week in Enumerable.Range(1, granularity == Granularity.Hour ? Baseline.Weeks : 0)
        select _byLocal.TryGetValue(buckets[index].Local.AddDays(-7 * week), out var same) ? Values(values, same - 1, 3) : [];

    private static IEnumerable<double?> Trailing(List<decimal?> values, int index) =>
        Values(values, index - Baseline.Trailing, Baseline.Trailing);

    private static IEnumerable<double?> Values(List<decimal?> values, int first, int count) =>
        values.Skip(first).Take(count + Math.Min(0, first)).Select(value => (double?)value);

    private static decimal Rounded(double value) => Math.Abs(value) < 1e15 ? Math.Round((decimal)value, 4) : decimal.Truncate((decimal)Math.Min(value, 7e27));
}
