using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Health;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Overviews;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Analytics;

/// <summary><c>GET /api/analytics/overview</c></summary>
internal static class OverviewEndpoint
{
    public static RouteShape Shape { get; } = new(typeof(OverviewDto))
    {
        Query =
        [
            .. AnalyticsParameters.Calendar, AnalyticsParameters.Agent,
            new RouteParameter("model", "string", "Only this model; not together with user."),
            new RouteParameter("user", "string", "Only this user; hour resolution."),
        ],
        Problems = [422],
    };

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var query = new QueryReader(context.Request.Query);
        var window = WindowQuery.Read(query, services.GetRequiredService<TimeProvider>().GetUtcNow());
        var zone = WindowQuery.ReadTimeZone(query);
        var request = new MetricsRequest(window, query.Name("agent"), query.Name("model"), query.Name("user"));
        if (request is { UserId: not null } and ({ Agent: not null } or { Model: not null }))
        {
            query.Add("user", "unsupported_filters", "These filters exist: agent, model, user, agent with model.");
        }

        if (await query.RefusesAsync(context))
        {
            return;
        }

        var answer = await services.GetRequiredService<OverviewQuery>()
            .GetAsync(request, TimeZoneInfo.FindSystemTimeZoneById(zone), context.RequestAborted);
        var uptime = await services.GetRequiredService<UptimeReading>().FindRatioAsync(context.RequestAborted);
        await JsonAnswers.OkAsync(context, OverviewDto.From(answer, zone, uptime), WireJson.Default.OverviewDto);
    }
}
