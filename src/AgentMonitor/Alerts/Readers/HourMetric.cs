using AgentMonitor.Metrics.Anomalies;
using AgentMonitor.Rollups;

namespace AgentMonitor.Alerts.Readers;

/// <summary>A number of an hour that a rule compares with what is usual.</summary>
/// <param name="Name">As the timeline has it.</param>
/// <param name="OnlyAbove">Less than usual is good news, or follows from fewer executions.</param>
public sealed record HourMetric(SeriesMetric Metric, string Name, string Words, bool OnlyAbove = true)
{
    public static HourMetric Requests { get; } = new(SeriesMetric.TotalRequests, "total_requests", "The number of executions", OnlyAbove: false);

    public static HourMetric P95 { get; } = new(SeriesMetric.P95Ms, "p95_ms", "The p95 time");

    public static IReadOnlyList<HourMetric> All { get; } =
    [
        Requests,
        new(SeriesMetric.Failed, "failed", "The number of failures"),
        P95,
        new(SeriesMetric.TotalTokens, "total_tokens", "The number of tokens"),
        new(SeriesMetric.TotalCostUsd, "total_cost_usd", "The cost"),
    ];

    public double? Of(Rollup? hour) => (double?)Metric.Of(hour);
}
