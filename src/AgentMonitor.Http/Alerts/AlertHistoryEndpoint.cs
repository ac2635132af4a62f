using AgentMonitor.Alerts;
using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Alerts;

/// <summary><c>GET /api/admin/alerts/history</c></summary>
internal static class AlertHistoryEndpoint
{
    private const int Limit = 50;

    public static RouteShape Shape { get; } = new(typeof(AlertHistoryDto))
    {
        Query = CommonParameters.Page(Limit),
        Problems = [422],
    };

    public static async Task GetAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request.Query);
        var (cursor, limit) = PageQuery.Read(query, Limit);
        if (await query.RefusesAsync(context))
        {
            return;
        }

        var page = await context.RequestServices.GetRequiredService<AlertHistory>().ListAsync(cursor, limit, context.RequestAborted);
        await JsonAnswers.OkAsync(
            context,
            new AlertHistoryDto("success", [.. page.Alerts.Select(AlertNotice.Of)], page.NextCursor),
            WireJson.Default.AlertHistoryDto);
    }
}

/// <summary>Alerts that are over, newest first.</summary>
public sealed record AlertHistoryDto(string Status, IReadOnlyList<AlertNotice> Alerts, string? NextCursor);
