using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Admin;

/// <summary><c>GET /api/admin/metrics</c></summary>
internal static class MetricsEndpoint
{
    public static RouteShape Shape { get; } = new(typeof(MetricsAnswerDto))
    {
        Query =
        [
            .. CommonParameters.Window,
            new RouteParameter("agent", "string", "Only this agent."),
            new RouteParameter("model", "string", "Only this model; not together with user."),
            new RouteParameter("user", "string", "Only this user; hour resolution."),
            new RouteParameter("tz", "string", "The IANA time zone that is shown; UTC by default."),
        ],
        Problems = [422],
    };

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var query = new QueryReader(context.Request.Query);
        var window = WindowQuery.Read(query, services.GetRequiredService<TimeProvider>().GetUtcNow());
        var timeZone = WindowQuery.ReadTimeZone(query);
        var request = new MetricsRequest(window, query.Name("agent"), query.Name("model"), query.Name("user"));
        if (!request.IsAnswerable)
        {
            query.Add(
                "model", "unsupported_filters",
                "These filters exist: agent, model, user, agent with model, agent with user.");
        }

        if (await query.RefusesAsync(context))
        {
            return;
        }

        var answer = await services.GetRequiredService<MetricsQuery>().GetAsync(request, context.RequestAborted);
        await JsonAnswers.OkAsync(context, MetricsAnswerDto.From(answer, timeZone), WireJson.Default.MetricsAnswerDto);
    }
}
