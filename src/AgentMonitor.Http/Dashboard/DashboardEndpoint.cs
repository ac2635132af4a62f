using AgentMonitor.Http.Realtime;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
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

        var answer = await context.RequestServices.GetRequiredService<DashboardAnswers>().GetAsync(asked, context.RequestAborted);
        await JsonAnswers.OkAsync(context, answer, WireJson.Default.DashboardDto);
    }
}
