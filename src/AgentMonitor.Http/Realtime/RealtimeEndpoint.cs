using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Realtime;

/// <summary><c>GET /api/admin/realtime</c> and <c>GET /api/v1/analytics/realtime-metrics</c></summary>
internal static class RealtimeEndpoint
{
    public static RouteShape Shape { get; } = new(typeof(RealtimeDto)) { Query = SectionedWindow.Parameters, Problems = [422] };

    public static async Task GetAsync(HttpContext context)
    {
        if (await SectionedWindow.ReadOrAnswerAsync(context) is not { } asked)
        {
            return;
        }

        var answer = await context.RequestServices.GetRequiredService<RealtimeAnswers>().GetAsync(asked, context.RequestAborted);
        await JsonAnswers.OkAsync(context, answer, WireJson.Default.RealtimeDto);
    }
}
