namespace AgentMonitor.Metrics.Anomalies;

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
    AnomalyDirection Direction, BaselineKind Baseline);
