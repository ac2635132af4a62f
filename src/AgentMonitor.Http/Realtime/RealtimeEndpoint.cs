using AgentMonitor.Health.Sections;
using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Health;
using AgentMonitor.Http.Problems;
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

        var services = context.RequestServices;
        var sections = new SectionSet(services.GetRequiredService<LastGood>(), "realtime?" + asked.Key, context.RequestAborted);
        var now = await RealtimeReading.ReadAsync(services, asked, sections);
        await JsonAnswers.OkAsync(
            context, RealtimeDto.From(now, asked, services.GetRequiredService<TimeProvider>().GetUtcNow(), SectionedMetaDto.From(services, sections)),
            WireJson.Default.RealtimeDto);
    }
}
