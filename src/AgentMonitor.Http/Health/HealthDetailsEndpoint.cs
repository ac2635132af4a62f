using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Health;

/// <summary><c>GET /api/admin/health</c></summary>
internal static class HealthDetailsEndpoint
{
    public static RouteShape Shape { get; } = new(typeof(HealthDetailsDto));

    public static async Task GetAsync(HttpContext context)
    {
        var answer = await context.RequestServices.GetRequiredService<HealthDetails>().GetAsync(context.RequestAborted);
        await JsonAnswers.OkAsync(context, answer, WireJson.Default.HealthDetailsDto);
    }
}
