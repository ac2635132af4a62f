using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Anomalies;

/// <summary>What a series is watched for.</summary>
public enum SeriesMetric
{
    TotalRequests,
    Failed,
    P95Ms,
    TotalTokens,
    TotalCostUsd,
}

/// <summary>What each metric of a bucket comes to.</summary>
public static class SeriesMetricRules
{
    /// <summary>Null: not known. No executions are a count of 0, but have no latency.</summary>
    public static decimal? Of(this SeriesMetric metric, Rollup? bucket) => metric switch
    {
        SeriesMetric.TotalRequests => bucket?.Totals.Total ?? 0,
        SeriesMetric.Failed => bucket?.Totals.Failed ?? 0,
        SeriesMetric.P95Ms => bucket?.Latency?.Quantile(0.95),
        SeriesMetric.TotalTokens => bucket?.Totals[Counter.TokensUsed] ?? 0,
        _ => bucket?.Totals.Cost.Usd ?? 0,
    };

    /// <summary>What one standard deviation is at least: of few, a little more or less is no news.</summary>
    public static double Least(this SeriesMetric metric) => metric switch
    {
        SeriesMetric.TotalRequests => 5,
        SeriesMetric.Failed => 3,
        SeriesMetric.P95Ms => 50,
        SeriesMetric.TotalTokens => 1000,
        _ => 0.01,
    };
}
