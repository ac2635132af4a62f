using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Timelines;
using AgentMonitor.Rollups;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Analytics;

/// <summary><c>GET /api/analytics/heatmap</c></summary>
internal static class HeatmapEndpoint
{
    public static RouteShape Shape { get; } = new(typeof(HeatmapDto))
    {
        Query = [.. AnalyticsParameters.Calendar, AnalyticsParameters.Agent, AnalyticsParameters.Model],
        Problems = [422],
    };

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var query = new QueryReader(context.Request.Query);
        var window = WindowQuery.Read(query, services.GetRequiredService<TimeProvider>().GetUtcNow());
        var zone = WindowQuery.ReadTimeZone(query);
        var (agent, model) = (query.Name("agent"), query.Name("model"));
        if (await query.RefusesAsync(context))
        {
            return;
        }

        var answer = await services.GetRequiredService<HeatmapQuery>()
            .GetAsync(window, TimeZoneInfo.FindSystemTimeZoneById(zone), agent, model, context.RequestAborted);
        await JsonAnswers.OkAsync(context, HeatmapDto.From(window, answer, zone), WireJson.Default.HeatmapDto);
    }
}

/// <summary>168 cells, Monday's first hour first.</summary>
public sealed record HeatmapDto(
    string Status, string Timezone, IReadOnlyList<HeatmapCellDto> Cells, WindowDto Window, MetaDto Meta)
{
    internal static HeatmapDto From(MetricsWindow window, HeatmapAnswer answer, string zone) => new(
        "success", zone, [.. answer.Cells.Select(HeatmapCellDto.From)], WindowDto.Of(window, answer.Resolution, zone),
        MetaDto.From(answer.AsOf, answer.Lag));
}

/// <summary>One hour of the week: how often the window holds it, and what happened in all of them together.</summary>
public sealed record HeatmapCellDto(
    int Day, int Hour, int Occurrences, long TotalRequests, long Failed, long TotalTokens, decimal TotalCostUsd)
{
    internal static HeatmapCellDto From(HeatmapCell cell) => new(
        cell.Day, cell.Hour, cell.Occurrences, cell.Totals.Total, cell.Totals.Failed, cell.Totals[Counter.TokensUsed],
        cell.Totals.Cost.Usd);
}
