using System.Text.Json.Nodes;
using AgentMonitor.Executions;

namespace AgentMonitor.Server.Tests.Crash;

/// <summary>
/// The numbers of an answer of <c>/api/admin/metrics</c>, added up from raw executions with none of the product's
/// folding.
/// </summary>
internal sealed record Recounted(
    long Total, long Success, long Failed, long Timeouts, long Cancelled, long Tokens, decimal CostUsd, long Unpriced,
    long? AverageMs)
{
    public static Recounted Of(IEnumerable<Execution> finished)
    {
        var all = finished.ToList();
        var counted = all.Where(execution => execution.Status != ExecutionStatus.Cancelled).ToList();
        var durations = counted.Where(execution => execution.DurationMs is not null).ToList();
        return new Recounted(
            counted.Count,
            Count(ExecutionStatus.Success),
            Count(ExecutionStatus.Failure) + Count(ExecutionStatus.Timeout),
            Count(ExecutionStatus.Timeout),
            Count(ExecutionStatus.Cancelled),
            all.Sum(execution => execution.TokensUsed ?? 0),
            all.Sum(execution => execution.Cost?.Value ?? 0) / 1_000_000_000m,
            all.Sum(execution => execution.Cost is null ? execution.TokensUsed ?? 0 : 0),
            durations.Count == 0 ? null : (long)Math.Round(durations.Average(execution => (decimal)execution.DurationMs!.Value), MidpointRounding.ToEven));

        long Count(ExecutionStatus status) => all.Count(execution => execution.Status == status);
    }

    /// <summary>The summary's numbers, as answered.</summary>
    public static Recounted FromSummary(JsonNode metrics) => new(
        (long)metrics["total_requests"]!, (long)metrics["successful"]!, (long)metrics["failed"]!, (long)metrics["timeouts"]!,
        (long)metrics["cancelled"]!, (long)metrics["total_tokens_used"]!, (decimal)metrics["total_cost_usd"]!,
        (long)metrics["unpriced_tokens"]!, (long?)metrics["avg_execution_time_ms"]);

    /// <summary>One agent's or model's numbers, as answered.</summary>
    public static Recounted FromCell(JsonNode cell) => new(
        (long)cell["count"]!, (long)cell["count"]! - (long)cell["failed"]!, (long)cell["failed"]!, (long)cell["timeouts"]!,
        (long)cell["cancelled"]!, (long)cell["total_tokens"]!, (decimal)cell["total_cost_usd"]!,
        (long)cell["unpriced_tokens"]!, (long?)cell["avg_time_ms"]);
}
