using System.Text.Json.Serialization;
using AgentMonitor.Http.Admin;
using AgentMonitor.Metrics.Overviews;
using AgentMonitor.Metrics.Zones;
using AgentMonitor.Rollups;

namespace AgentMonitor.Http.Analytics;

/// <summary>The answer of <c>GET /api/analytics/overview</c>.</summary>
/// <param name="Uptime">How much of the time the monitor itself was up; null where that is not known.</param>
public sealed record OverviewDto(
    string Status, KpisDto Kpis, CountsDto Counts, UptimeRatioDto? Uptime, SparklineDto Sparkline, WindowDto Window, MetaDto Meta)
{
    internal static OverviewDto From(OverviewAnswer answer, string zone, UptimeRatioDto? uptime) => new(
        "success", KpisDto.From(answer), CountsDto.From(answer), uptime,
        new SparklineDto(answer.Sparkline.Granularity, answer.Sparkline.Starts),
        WindowDto.Of(answer.Window, answer.Resolution, zone), MetaDto.From(answer.AsOf, answer.Lag));
}

/// <summary>Of the last thirty days, or since the first minute that is known.</summary>
public sealed record UptimeRatioDto(decimal Ratio, DateTimeOffset Since);

/// <summary>The buckets of every small curve: hours or days of UTC.</summary>
public sealed record SparklineDto(Granularity Granularity, IReadOnlyList<DateTimeOffset> Starts);

public sealed record CountsDto(ExecutionCountsDto Executions, UserCountsDto? Users)
{
    internal static CountsDto From(OverviewAnswer answer) => new(
        new ExecutionCountsDto(
            answer.Executions.Total, answer.Executions.LastHour, answer.Executions.Last24Hours, answer.Executions.Today),
        answer.Users is { } users ? new UserCountsDto(users.Last24Hours, users.Today, users.ThisWeek) : null);
}

/// <summary>Success, failure and timeout; today is the zone's.</summary>
public sealed record ExecutionCountsDto(
    long Total, long LastHour, [property: JsonPropertyName("last_24h")] long Last24Hours, long Today);

/// <summary>Distinct users; the week begins on Monday.</summary>
public sealed record UserCountsDto(
    [property: JsonPropertyName("last_24h")] long Last24Hours, long Today, long ThisWeek);

public sealed record KpisDto(
    KpiDto Executions, KpiDto SuccessRate, KpiDto AvgExecutionTimeMs, KpiDto P95Ms,
    KpiDto Errors, KpiDto TotalTokens, KpiDto CostUsd, KpiDto UniqueUsers, KpiDto UniqueSessions)
{
    internal static KpisDto From(OverviewAnswer answer) => new(
        KpiDto.Relative(answer, cell => cell.Totals.Total),
        KpiDto.Points(answer, cell => cell.Totals.SuccessRate),
        KpiDto.Relative(answer, cell => cell.Totals.AverageDurationMs),
        KpiDto.Relative(answer, cell => cell.Latency?.Quantile(0.95)),
        KpiDto.Relative(answer, cell => cell.Totals.Failed),
        KpiDto.Relative(answer, cell => cell.Totals[Counter.TokensUsed]),
        KpiDto.Relative(answer, cell => cell.Totals.Cost.Usd),
        KpiDto.Relative(answer, cell => MetricsDto.Distinct(cell.Users, cell.Totals)),
        KpiDto.Relative(answer, cell => MetricsDto.Distinct(cell.Sessions, cell.Totals)));
}

/// <summary>One figure, the one of the window before, and how it got from there to here.</summary>
/// <param name="Change">The change as a part of the earlier figure (of a rate: the difference); null where there is none.</param>
public sealed record KpiDto(decimal? Value, decimal? Previous, decimal? Change, IReadOnlyList<decimal?> Sparkline)
{
    internal static KpiDto Relative(OverviewAnswer answer, Func<Rollup, decimal?> of) => From(
        answer, of, (value, previous) => previous == 0 ? null : Math.Round((value - previous) / previous, 4, MidpointRounding.ToEven));

    internal static KpiDto Points(OverviewAnswer answer, Func<Rollup, decimal?> of) =>
        From(answer, of, (value, previous) => value - previous);

    private static KpiDto From(OverviewAnswer answer, Func<Rollup, decimal?> of, Func<decimal, decimal, decimal?> changeOf)
    {
        var (value, previous) = (of(answer.Current), of(answer.Previous));
        var change = value is { } now && previous is { } before ? changeOf(now, before) : null;
        return new KpiDto(value, previous, change, [.. answer.Sparkline.Buckets.Select(of)]);
    }
}
