using System.Text.Json.Serialization;
using AgentMonitor.Costs;
using AgentMonitor.Health;
using AgentMonitor.Health.Sections;
using AgentMonitor.Http.Health;
using AgentMonitor.Rollups;

namespace AgentMonitor.Http.Status;

/// <summary>The names within <see cref="Data"/> are those of an earlier system.</summary>
public sealed record StatusDto(
    string Status,
    StatusDataDto Data,
    SectionState DataState,
    IReadOnlyDictionary<string, SectionState> Sections,
    IReadOnlyDictionary<string, DateTimeOffset> SectionsAsOf);

public sealed record StatusDataDto(
    [property: JsonPropertyName("realTimeMetrics")] RealTimeMetricsDto RealTimeMetrics,
    [property: JsonPropertyName("providers")] IReadOnlyDictionary<string, ProviderDto>? Providers,
    [property: JsonPropertyName("db")] DbDto Db,
    [property: JsonPropertyName("uptime")] UptimeSummaryDto? Uptime,
    [property: JsonPropertyName("lastUpdated")] DateTimeOffset LastUpdated);

/// <summary>Of the last 24 hours; who is active was seen within the last 30 minutes. What cannot be had is null.</summary>
/// <param name="UsingRealData">Always: numbers are never made up, and the state says how fresh they are.</param>
public sealed record RealTimeMetricsDto(
    [property: JsonPropertyName("activeUsers")] long? ActiveUsers,
    [property: JsonPropertyName("activeSessions")] long? ActiveSessions,
    [property: JsonPropertyName("trackedAgents")] long? TrackedAgents,
    [property: JsonPropertyName("totalRequests")] long? TotalRequests,
    [property: JsonPropertyName("successRate")] decimal? SuccessRate,
    [property: JsonPropertyName("averageResponseTime")] long? AverageResponseTime,
    [property: JsonPropertyName("mostPopularAgent")] string? MostPopularAgent,
    [property: JsonPropertyName("usingRealData")] bool UsingRealData);

/// <summary>The executions of the last 24 hours with models of one maker.</summary>
public sealed record ProviderDto(
    [property: JsonPropertyName("requests")] long Requests,
    [property: JsonPropertyName("failed")] long Failed,
    [property: JsonPropertyName("successRate")] decimal? SuccessRate,
    [property: JsonPropertyName("averageResponseTime")] long? AverageResponseTime,
    [property: JsonPropertyName("tokens")] long Tokens,
    [property: JsonPropertyName("costUsd")] decimal CostUsd)
{
    internal static SortedDictionary<string, ProviderDto> FromAll(IReadOnlyDictionary<string, Rollup> models)
    {
        var providers = new SortedDictionary<string, ProviderDto>(StringComparer.Ordinal);
        foreach (var maker in models.GroupBy(model => ModelMaker.Of(model.Key), StringComparer.Ordinal))
        {
            var totals = new Totals();
            foreach (var (_, cell) in maker)
            {
                totals.Merge(cell.Totals);
            }

            providers.Add(maker.Key, new ProviderDto(
                totals.Total, totals.Failed, totals.SuccessRate, totals.AverageDurationMs, totals[Counter.TokensUsed], totals.Cost.Usd));
        }

        return providers;
    }
}

/// <summary>How the store answers.</summary>
public sealed record DbDto(
    [property: JsonPropertyName("state")] HealthState State,
    [property: JsonPropertyName("latencyMs")] decimal? LatencyMs,
    [property: JsonPropertyName("checkedAt")] DateTimeOffset CheckedAt)
{
    internal static DbDto From(HealthReport report)
    {
        var store = report.Parts.First(part => part.Name == "store");
        return new DbDto(store.Finding.State, Math.Round((decimal)store.LatencyMs, 2), store.CheckedAt);
    }
}

public sealed record UptimeSummaryDto(
    [property: JsonPropertyName("ratio24h")] decimal? Ratio24H,
    [property: JsonPropertyName("ratio7d")] decimal? Ratio7D,
    [property: JsonPropertyName("ratio30d")] decimal? Ratio30D,
    [property: JsonPropertyName("since")] DateTimeOffset? Since)
{
    internal static UptimeSummaryDto? From(UptimeDto? uptime) =>
        uptime is null ? null : new UptimeSummaryDto(uptime.Ratio24H, uptime.Ratio7D, uptime.Ratio30D, uptime.Since);
}
