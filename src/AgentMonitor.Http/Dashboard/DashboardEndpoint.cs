using AgentMonitor.Health.Sections;
using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Realtime;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Rollups;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Dashboard;

/// <summary><c>GET /api/monitoring/dashboard</c></summary>
internal static class DashboardEndpoint
{
    public static RouteShape Shape { get; } = new(typeof(DashboardDto)) { Query = SectionedWindow.Parameters, Problems = [422] };

    public static async Task GetAsync(HttpContext context)
    {
        if (await SectionedWindow.ReadOrAnswerAsync(context) is not { } asked)
        {
            return;
        }

        var services = context.RequestServices;
        var sections = new SectionSet(services.GetRequiredService<LastGood>(), "dashboard?" + asked.Key, context.RequestAborted);
        var answer = await DashboardReading.ReadAsync(services, asked, sections, context.RequestAborted);
        await JsonAnswers.OkAsync(context, answer, WireJson.Default.DashboardDto);
    }
}
