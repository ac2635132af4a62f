using AgentMonitor.Rollups;

namespace AgentMonitor.Alerts.Readers;

/// <summary>A number of an hour that is compared with what is usual.</summary>
/// <param name="Name">As the timeline has it.</param>
/// <param name="Least">A deviation smaller than this is none, however even the hours before were.</param>
/// <param name="OnlyAbove">Less than usual is good news, or follows from fewer executions.</param>
public sealed record HourMetric(string Name, string Words, double Least, bool OnlyAbove, Func<Rollup?, double?> Value)
{
    public static HourMetric Requests { get; } = new("total_requests", "The number of executions", 5, false, cell => cell?.Totals.Total ?? 0);

    public static HourMetric Failed { get; } = new("failed", "The number of failures", 3, true, cell => cell?.Totals.Failed ?? 0);

    // No executions have no latency, which is not a latency of 0.
    public static HourMetric P95 { get; } = new("p95_ms", "The p95 time", 50, true, cell => cell?.Latency?.Quantile(0.95));

    public static HourMetric Tokens { get; } = new("total_tokens", "The number of tokens", 1000, true, cell => cell?.Totals[Counter.TokensUsed] ?? 0);

    public static HourMetric Cost { get; } = new("total_cost_usd", "The cost", 0.01, true, cell => (double)(cell?.Totals.Cost.Usd ?? 0));

    public static IReadOnlyList<HourMetric> All { get; } = [Requests, Failed, P95, Tokens, Cost];
}
