using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Metrics.Users;
using AgentMonitor.Rollups;
using AgentMonitor.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Analytics;

/// <summary><c>GET /api/analytics/users</c></summary>
internal static class TopUsersEndpoint
{
    private const int Limit = 20;

    public static RouteShape Shape { get; } = new(typeof(TopUsersDto))
    {
        Query =
        [
            new RouteParameter("sort", "string", "executions (by default), cost, tokens, errors or last_seen; the greatest first."),
            CommonParameters.Limit(Limit),
            .. CommonParameters.Window,
        ],
        Problems = [422],
    };

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var query = new QueryReader(context.Request.Query);
        var window = WindowQuery.Read(query, services.GetRequiredService<TimeProvider>().GetUtcNow());
        var (order, limit) = (query.Choice("sort", UserOrder.Executions), query.Integer("limit", Limit, 1, PageQuery.Most));
        if (await query.RefusesAsync(context))
        {
            return;
        }

        var answer = await services.GetRequiredService<TopUsersQuery>().GetAsync(window, order, limit, context.RequestAborted);
        var rows = await RowsAsync(answer, services.GetRequiredService<IUsers>(), context.RequestAborted);
        await JsonAnswers.OkAsync(
            context,
            new TopUsersDto("success", rows, answer.TotalUsers, WindowDto.Of(window, Grain.Hour, "UTC"), MetaDto.From(answer.AsOf, answer.Lag)),
            WireJson.Default.TopUsersDto);
    }

    // Rollups know no names.
    internal static async Task<IReadOnlyList<TopUserDto>> RowsAsync(
        TopUsersAnswer answer, IUsers users, CancellationToken cancellationToken)
    {
        var rows = new List<TopUserDto>(answer.Users.Count);
        foreach (var (user, figures) in answer.Users)
        {
            var seen = await users.FindAsync(user, cancellationToken);
            rows.Add(TopUserDto.From(user, seen?.Name?.Value, figures));
        }

        return rows;
    }
}

/// <summary>The first users of an order, and how many there are in all.</summary>
public sealed record TopUsersDto(string Status, IReadOnlyList<TopUserDto> Users, int TotalUsers, WindowDto Window, MetaDto Meta);

public sealed record TopUserDto(
    string UserId, string? UserName, long TotalRequests, long Failed, decimal? SuccessRate, long TotalTokens,
    decimal TotalCostUsd, long? AvgExecutionTimeMs, DateTimeOffset LastSeenAt)
{
    internal static TopUserDto From(string user, string? name, in UserFigures figures) => new(
        user, name, figures.Total, figures.Failed, figures.SuccessRate, figures.Tokens, figures.Cost.Usd,
        figures.AverageDurationMs, figures.LastSeenAt);
}
