using AgentMonitor.Metrics;
using AgentMonitor.Rollups;

namespace AgentMonitor.Http.Admin;

/// <summary>The answer of <c>GET /api/admin/metrics</c>.</summary>
public sealed record MetricsAnswerDto(string Status, MetricsDto Metrics, WindowDto Window, MetaDto Meta)
{
    internal static MetricsAnswerDto From(MetricsAnswer answer, string timeZone) => new(
        "success", MetricsDto.From(answer), WindowDto.Of(answer.Window, answer.Resolution, timeZone),
        MetaDto.From(answer.AsOf, answer.Lag));
}

/// <summary>The numbers of a window; unknown is null.</summary>
public sealed record MetricsDto(
    long TotalRequests,
    long Successful,
    long Failed,
    decimal? SuccessRate,
    long? AvgExecutionTimeMs,
    long TotalTokensUsed,
    IReadOnlyDictionary<string, CellDto> AgentMetrics,
    long Timeouts,
    long Cancelled,
    long? Running,
    decimal TotalCostUsd,
    long UnpricedTokens,
    TokensDto Tokens,
    LatencyDto LatencyMs,
    LatencyDto TtftMs,
    long? UniqueUsers,
    long? UniqueSessions,
    IReadOnlyDictionary<string, CellDto>? ModelMetrics,
    PreviousDto Previous)
{
    internal static MetricsDto From(MetricsAnswer answer)
    {
        var (summary, totals) = (answer.Summary, answer.Summary.Totals);
        return new MetricsDto(
            totals.Total, totals[Counter.Success], totals.Failed, totals.SuccessRate, totals.AverageDurationMs,
            totals[Counter.TokensUsed], CellDto.FromAll(answer.Agents), totals[Counter.Timeout], totals[Counter.Cancelled],
            answer.Running, totals.Cost.Usd, totals[Counter.UnpricedTokens], TokensDto.From(totals),
            LatencyDto.Of(summary.Latency), LatencyDto.Of(summary.Ttft), Distinct(summary.Users, totals),
            Distinct(summary.Sessions, totals), answer.Models is null ? null : CellDto.FromAll(answer.Models),
            PreviousDto.From(answer.Previous));
    }

    // Nobody is 0 only where nothing happened; a cell that does not keep the sketch does not know.
    internal static long? Distinct(DistinctSketch? sketch, Totals totals) =>
        sketch?.Count() ?? (totals.IsEmpty ? 0 : null);
}

/// <summary>One agent's or one model's numbers.</summary>
public sealed record CellDto(
    long Count,
    long? AvgTimeMs,
    decimal? SuccessRate,
    long TotalTokens,
    long Failed,
    long Timeouts,
    long Cancelled,
    decimal TotalCostUsd,
    long UnpricedTokens,
    long? P50Ms,
    long? P95Ms,
    long? P99Ms,
    long? UniqueUsers,
    DateTimeOffset? LastSeenAt)
{
    internal static Dictionary<string, CellDto> FromAll(IReadOnlyDictionary<string, Rollup> cells)
    {
        var all = new Dictionary<string, CellDto>(cells.Count, StringComparer.Ordinal);
        foreach (var (name, cell) in cells)
        {
            all.Add(name, From(cell));
        }

        return all;
    }

    internal static CellDto From(Rollup cell) => new(
        cell.Totals.Total, cell.Totals.AverageDurationMs, cell.Totals.SuccessRate, cell.Totals[Counter.TokensUsed],
        cell.Totals.Failed, cell.Totals[Counter.Timeout], cell.Totals[Counter.Cancelled], cell.Totals.Cost.Usd,
        cell.Totals[Counter.UnpricedTokens], cell.Latency?.Quantile(0.5), cell.Latency?.Quantile(0.95),
        cell.Latency?.Quantile(0.99), MetricsDto.Distinct(cell.Users, cell.Totals), cell.Totals.LastEndedAt);
}

/// <summary>Tokens by kind; input includes the cached ones, output the reasoning ones.</summary>
public sealed record TokensDto(long Input, long CacheRead, long CacheWrite, long Output, long Reasoning)
{
    internal static TokensDto From(Totals totals) => new(
        totals[Counter.InputTokens], totals[Counter.CacheReadTokens], totals[Counter.CacheWriteTokens],
        totals[Counter.OutputTokens], totals[Counter.ReasoningTokens]);
}

/// <summary>Nearest-rank percentiles in milliseconds, within 1 % or 1 ms.</summary>
public sealed record LatencyDto(long? P50, long? P90, long? P95, long? P99, long? Max)
{
    internal static LatencyDto Of(LatencySketch? sketch) => new(
        sketch?.Quantile(0.5), sketch?.Quantile(0.9), sketch?.Quantile(0.95), sketch?.Quantile(0.99), sketch?.Quantile(1));
}

/// <summary>The window of the same length before this one.</summary>
public sealed record PreviousDto(
    long TotalRequests, long Successful, long Failed, decimal? SuccessRate, long? AvgExecutionTimeMs, long? P95Ms,
    long TotalTokensUsed, decimal TotalCostUsd, long? UniqueUsers)
{
    internal static PreviousDto From(Rollup cell) => new(
        cell.Totals.Total, cell.Totals[Counter.Success], cell.Totals.Failed, cell.Totals.SuccessRate,
        cell.Totals.AverageDurationMs, cell.Latency?.Quantile(0.95), cell.Totals[Counter.TokensUsed],
        cell.Totals.Cost.Usd, MetricsDto.Distinct(cell.Users, cell.Totals));
}

/// <summary>What was asked about, and the finest buckets that could answer.</summary>
public sealed record WindowDto(DateTimeOffset From, DateTimeOffset To, decimal Hours, Grain Resolution, string Timezone)
{
    internal static WindowDto Of(MetricsWindow window, Grain resolution, string timeZone) => new(
        window.From, window.To, Math.Round((decimal)window.Length.TotalHours, 4), resolution, timeZone);
}

/// <summary>How fresh the numbers are. <see cref="DataState"/> is <c>live</c>, or <c>stale</c> from ten seconds on.</summary>
public sealed record MetaDto(DateTimeOffset AsOf, long LagMs, string DataState)
{
    internal static readonly TimeSpan LateFrom = TimeSpan.FromSeconds(10);

    internal static MetaDto From(DateTimeOffset asOf, TimeSpan lag) =>
        new(asOf, (long)lag.TotalMilliseconds, lag < LateFrom ? "live" : "stale");
}
