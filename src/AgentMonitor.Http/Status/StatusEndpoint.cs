using AgentMonitor.Health;
using AgentMonitor.Health.Sections;
using AgentMonitor.Http.Health;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Metrics;
using AgentMonitor.Rollups;
using AgentMonitor.Sessions;
using AgentMonitor.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Status;

/// <summary><c>GET /api/status</c></summary>
internal static class StatusEndpoint
{
    public static RouteShape Shape { get; } = new(typeof(StatusDto));

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var sections = new SectionSet(services.GetRequiredService<LastGood>(), "status", context.RequestAborted);
        var numbers = sections.AskAsync("metrics", async stop => MetricsOfDay.From(
            await services.GetRequiredService<MetricsQuery>().GetAsync(new MetricsRequest(MetricsWindow.LastHours(24, now)), stop)));
        var users = sections.AskAsync("active_users", async stop => new CountDto(await services.GetRequiredService<IUsers>()
            .CountAsync(new UserSpan { SeenFrom = ActiveUsersQuery.Since(now, ActiveUsersQuery.Active) }, stop)));
        var live = sections.AskAsync("live_sessions", async stop =>
            await services.GetRequiredService<LiveSessionsQuery>().GetAsync(stop));
        var uptime = sections.AskAsync("uptime", services.GetRequiredService<UptimeReading>().ReadAsync);
        var health = await services.GetRequiredService<HealthCheck>().RunAsync(HealthCheck.Patience, context.RequestAborted);
        var day = await numbers;
        var metrics = new RealTimeMetricsDto(
            (await users)?.Count, (await live)?.Total, day?.Agents, day?.TotalRequests, day?.SuccessRate, day?.AverageMs,
            day?.MostPopularAgent, UsingRealData: true);
        var data = new StatusDataDto(
            metrics, day?.Providers, DbDto.From(health), UptimeSummaryDto.From(await uptime), health.At);
        await JsonAnswers.OkAsync(
            context, new StatusDto("success", data, sections.State, sections.States, sections.StaleSince), WireJson.Default.StatusDto);
    }

    /// <summary>What is said of a day's metrics; small, since it is remembered.</summary>
    private sealed record MetricsOfDay(
        long Agents, long TotalRequests, decimal? SuccessRate, long? AverageMs, string? MostPopularAgent,
        IReadOnlyDictionary<string, ProviderDto> Providers)
    {
        public static MetricsOfDay From(MetricsAnswer answer)
        {
            var totals = answer.Summary.Totals;
            var popular = answer.Agents.Where(agent => agent.Value.Totals.Total > 0)
                .OrderByDescending(agent => agent.Value.Totals.Total).ThenBy(agent => agent.Key, StringComparer.Ordinal);
            return new MetricsOfDay(
                answer.Agents.Count, totals.Total, totals.SuccessRate, totals.AverageDurationMs, popular.FirstOrDefault().Key,
                ProviderDto.FromAll(answer.Models ?? new Dictionary<string, Rollup>()));
        }
    }
}
