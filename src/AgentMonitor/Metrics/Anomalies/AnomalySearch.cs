using AgentMonitor.Metrics.Timelines;
using AgentMonitor.Metrics.Zones;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Anomalies;

/// <summary>
/// Looks through a series: a value is compared with the same hour of the last four weeks where there are four weeks,
/// else with the complete buckets right before it. What is not known (the latency of nothing) is neither judged nor a
/// baseline.
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
            var values = series.Cells.Select(cell => Value(metric, cell)).ToList();
            for (var index = first; index < buckets.Count && buckets[index].End <= now; index++)
            {
                if (Judge(metric, values, index) is { } anomaly)
                {
                    yield return anomaly;
                }
            }
        }
    }

    internal static decimal? Value(SeriesMetric metric, Rollup cell) => metric switch
    {
        SeriesMetric.TotalRequests => cell.Totals.Total,
        SeriesMetric.Failed => cell.Totals.Failed,
        SeriesMetric.P95Ms => cell.Latency?.Quantile(0.95),
        SeriesMetric.TotalTokens => cell.Totals[Counter.TokensUsed],
        _ => cell.Totals.Cost.Usd,
    };

    private Anomaly? Judge(SeriesMetric metric, List<decimal?> values, int index)
    {
        if (values[index] is not { } value || Baseline(values, index) is not var (baseline, kind) || baseline.Count == 0
            || AnomalyRules.Judge((double)value, baseline, AnomalyRules.Least(metric)) is not var (expected, deviation))
        {
            return null;
        }

        return new Anomaly(
            buckets[index].Start, metric, value, Rounded(expected), Rounded(deviation),
            (double)value > expected ? AnomalyDirection.Above : AnomalyDirection.Below, kind);
    }

    private (IReadOnlyCollection<double> Values, AnomalyBaseline Kind)? Baseline(List<decimal?> values, int index)
    {
        if (granularity == Granularity.Hour && SameHours(index) is { } hours)
        {
            var known = Known(values, hours);
            if (known.Count == AnomalyRules.Weeks)
            {
                return (known, AnomalyBaseline.SameHourOfWeek);
            }
        }

        var trailing = Known(values, Enumerable.Range(0, index).Reverse().Take(AnomalyRules.Trailing).Where(before => before >= _firstKnown));
        return trailing.Count >= AnomalyRules.LeastTrailing ? (trailing, AnomalyBaseline.Trailing24) : null;
    }

    // Null: four weeks ago nothing had been seen yet, or the clocks skipped that hour.
    private List<int>? SameHours(int index)
    {
        var hours = new List<int>();
        for (var week = 1; week <= AnomalyRules.Weeks; week++)
        {
            if (!_byLocal.TryGetValue(buckets[index].Local.AddDays(-7 * week), out var same) || same < _firstKnown)
            {
                return null;
            }

            hours.Add(same);
        }

        return hours;
    }

    private static List<double> Known(List<decimal?> values, IEnumerable<int> indices) =>
        [.. indices.Select(index => values[index]).OfType<decimal>().Select(value => (double)value)];

    private static decimal Rounded(double value) => Math.Abs(value) < 1e15 ? Math.Round((decimal)value, 4) : decimal.Truncate((decimal)Math.Min(value, 7e27));
}
