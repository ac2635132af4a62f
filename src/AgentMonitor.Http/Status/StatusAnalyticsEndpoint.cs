using System.Text.Json.Serialization;
using AgentMonitor.Health.Sections;
using AgentMonitor.Http.Health;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Activity;
using AgentMonitor.Rollups;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Status;

/// <summary><c>GET /api/status/analytics</c></summary>
internal static class StatusAnalyticsEndpoint
{
    public static RouteShape Shape { get; } = new(typeof(StatusAnalyticsDto));

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var sections = new SectionSet(services.GetRequiredService<LastGood>(), "analytics", context.RequestAborted);
        var numbers = sections.AskAsync("overview", async stop => DayOverview.From(
            await services.GetRequiredService<MetricsQuery>().GetAsync(new MetricsRequest(MetricsWindow.LastHours(24, now)), stop)));
        var activity = sections.AskAsync("activity", async stop =>
            ActivityDto.From(await services.GetRequiredService<RecentActivityQuery>().GetAsync(stop)));
        var uptime = sections.AskAsync("uptime", services.GetRequiredService<UptimeReading>().ReadAsync);
        var (day, recent, up) = (await numbers, await activity, await uptime);
        var data = new StatusAnalyticsDataDto(
            day?.Overview, day?.Agents, recent?.Hourly, recent?.Daily,
            up?.Days.Select(one => new DailyUptimeDto(one.Day, one.Ratio)).ToList(), UsingRealData: true);
        await JsonAnswers.OkAsync(
            context, new StatusAnalyticsDto("success", data, sections.State, sections.States, sections.StaleSince),
            WireJson.Default.StatusAnalyticsDto);
    }

    private sealed record DayOverview(StatusOverviewDto Overview, IReadOnlyList<StatusAgentDto> Agents)
    {
        public static DayOverview From(MetricsAnswer answer) => new(
            StatusOverviewDto.From(answer.Summary),
            [.. answer.Agents.Select(agent => StatusAgentDto.From(agent.Key, agent.Value.Totals))
                .OrderByDescending(agent => agent.Requests).ThenBy(agent => agent.Name, StringComparer.Ordinal)]);
    }

    private sealed record ActivityDto(IReadOnlyList<StatusHourDto> Hourly, IReadOnlyList<StatusDayDto> Daily)
    {
        public static ActivityDto From(RecentActivity activity) => new(
            [.. activity.Hours.Select(StatusHourDto.From)], [.. activity.Days.Select(StatusDayDto.From)]);
    }
}

/// <summary>The names within <see cref="Data"/> are those of an earlier system.</summary>
public sealed record StatusAnalyticsDto(
    string Status,
    StatusAnalyticsDataDto Data,
    SectionState DataState,
    IReadOnlyDictionary<string, SectionState> Sections,
    IReadOnlyDictionary<string, DateTimeOffset> SectionsAsOf);

/// <summary>The last 24 hours in sum, by agent (the most popular first) and by hour of UTC; the last 7 days; 30 days of uptime.</summary>
public sealed record StatusAnalyticsDataDto(
    [property: JsonPropertyName("overview")] StatusOverviewDto? Overview,
    [property: JsonPropertyName("agents")] IReadOnlyList<StatusAgentDto>? Agents,
    [property: JsonPropertyName("hourly")] IReadOnlyList<StatusHourDto>? Hourly,
    [property: JsonPropertyName("daily")] IReadOnlyList<StatusDayDto>? Daily,
    [property: JsonPropertyName("dailyUptime")] IReadOnlyList<DailyUptimeDto>? DailyUptime,
    [property: JsonPropertyName("usingRealData")] bool UsingRealData);

public sealed record StatusOverviewDto(
    [property: JsonPropertyName("totalRequests")] long TotalRequests,
    [property: JsonPropertyName("successful")] long Successful,
    [property: JsonPropertyName("failed")] long Failed,
    [property: JsonPropertyName("successRate")] decimal? SuccessRate,
    [property: JsonPropertyName("averageResponseTime")] long? AverageResponseTime,
    [property: JsonPropertyName("uniqueUsers")] long UniqueUsers,
    [property: JsonPropertyName("uniqueSessions")] long UniqueSessions,
    [property: JsonPropertyName("totalTokens")] long TotalTokens,
    [property: JsonPropertyName("totalCostUsd")] decimal TotalCostUsd)
{
    internal static StatusOverviewDto From(Rollup day) => new(
        day.Totals.Total, day.Totals[Counter.Success], day.Totals.Failed, day.Totals.SuccessRate, day.Totals.AverageDurationMs,
        day.Users?.Count() ?? 0, day.Sessions?.Count() ?? 0, day.Totals[Counter.TokensUsed], day.Totals.Cost.Usd);
}

public sealed record StatusAgentDto(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("requests")] long Requests,
    [property: JsonPropertyName("failed")] long Failed,
    [property: JsonPropertyName("successRate")] decimal? SuccessRate,
    [property: JsonPropertyName("averageResponseTime")] long? AverageResponseTime)
{
    internal static StatusAgentDto From(string name, Totals totals) =>
        new(name, totals.Total, totals.Failed, totals.SuccessRate, totals.AverageDurationMs);
}

public sealed record StatusHourDto(
    [property: JsonPropertyName("start")] DateTimeOffset Start,
    [property: JsonPropertyName("requests")] long Requests,
    [property: JsonPropertyName("failed")] long Failed,
    [property: JsonPropertyName("averageResponseTime")] long? AverageResponseTime)
{
    internal static StatusHourDto From(ActivityBucket hour) =>
        new(hour.Start, hour.All.Total, hour.All.Failed, hour.All.AverageDurationMs);
}

public sealed record StatusDayDto(
    [property: JsonPropertyName("day")] DateOnly Day,
    [property: JsonPropertyName("requests")] long Requests,
    [property: JsonPropertyName("failed")] long Failed,
    [property: JsonPropertyName("successRate")] decimal? SuccessRate,
    [property: JsonPropertyName("averageResponseTime")] long? AverageResponseTime,
    [property: JsonPropertyName("agents")] IReadOnlyList<StatusAgentDto> Agents)
{
    internal static StatusDayDto From(ActivityBucket day) => new(
        DateOnly.FromDateTime(day.Start.UtcDateTime), day.All.Total, day.All.Failed, day.All.SuccessRate, day.All.AverageDurationMs,
        [.. day.Agents.Select(agent => StatusAgentDto.From(agent.Key, agent.Value))
            .OrderByDescending(agent => agent.Requests).ThenBy(agent => agent.Name, StringComparer.Ordinal)]);
}

/// <summary>Null where nothing is known of that day.</summary>
public sealed record DailyUptimeDto(
    [property: JsonPropertyName("day")] DateOnly Day, [property: JsonPropertyName("ratio")] decimal? Ratio);
