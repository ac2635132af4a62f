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

/// <summary>What a value was compared with.</summary>
public enum AnomalyBaseline
{
    Trailing24,
    SameHourOfWeek,
}

public enum AnomalyDirection
{
    Above,
    Below,
}

/// <summary>A value that lies further from what was expected than chance explains.</summary>
/// <param name="Expected">The mean of the baseline.</param>
/// <param name="Deviation">How many standard deviations away.</param>
public sealed record Anomaly(
    DateTimeOffset Start, SeriesMetric Metric, decimal Value, decimal Expected, decimal Deviation,
    AnomalyDirection Direction, AnomalyBaseline Baseline);
