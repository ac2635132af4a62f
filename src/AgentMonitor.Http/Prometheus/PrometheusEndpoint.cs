using AgentMonitor.Health;
using AgentMonitor.Http.Health;
using AgentMonitor.Projection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Prometheus;

/// <summary><c>GET /metrics</c>: the monitor's own figures, for Prometheus.</summary>
internal static class PrometheusEndpoint
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var report = await services.GetRequiredService<HealthCheck>().RunAsync(HealthCheck.Patience, context.RequestAborted);
        var text = new PrometheusText();
        WriteHealth(text, report);
        text.WriteGauge(
            "agentmonitor_feed_lag_seconds", "How far the rollups are behind the log.",
            [([], services.GetRequiredService<IFeedProgress>().Lag.TotalSeconds)]);
        text.WriteGauge(
            "agentmonitor_uptime_seconds", "Time since the start.",
            [([], services.GetRequiredService<Uptime>().Elapsed.TotalSeconds)]);
        foreach (var values in services.GetRequiredService<MeterValues>().Read())
        {
            text.Write(values);
        }

        context.Response.ContentType = ContentType;
        await context.Response.WriteAsync(text.ToString(), context.RequestAborted);
    }

    private static void WriteHealth(PrometheusText text, HealthReport report)
    {
        text.WriteGauge(
            "agentmonitor_health_state", "How each part is: 0 ok, 1 degraded, 2 down.",
            report.Parts.Select(part => (Part(part), (double)part.Finding.State)));
        var figures =
            from part in report.Parts
            from figure in part.Finding.Figures
            where figure.Value is not null
            orderby part.Name, figure.Key
            select (Name: $"agentmonitor_{part.Name}_{figure.Key}", figure.Value);
        foreach (var (name, value) in figures)
        {
            text.WriteGauge(name, "As in the health answer.", [([], value!.Value)]);
        }
    }

    private static KeyValuePair<string, object?>[] Part(ProbedPart part) => [new("part", part.Name)];
}
