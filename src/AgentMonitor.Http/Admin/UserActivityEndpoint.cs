using AgentMonitor.Budgets;
using AgentMonitor.Executions;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Metrics;
using AgentMonitor.Rollups;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Admin;

/// <summary><c>GET /api/admin/user-activity/{user_id}</c>; a user nobody has seen has an empty summary.</summary>
internal static class UserActivityEndpoint
{
    private const int Limit = 20;

    public static RouteShape Shape { get; } = new(typeof(UserActivityDto))
    {
        Query = CommonParameters.Page(Limit),
        Problems = [404, 422],
    };

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var query = new QueryReader(context.Request.Query);
        var (cursor, limit) = PageQuery.Read(query, Limit);
        if (await query.RefusesAsync(context))
        {
            return;
        }

        if (PathText.Find(context, "user_id") is not { } user)
        {
            await ProblemAnswers.WriteAsync(context, Problem.NotFound("No user can have this id."));
            return;
        }

        var page = await services.GetRequiredService<IExecutionLists>()
            .ListAsync(new ExecutionFilter { UserId = user }, cursor, limit, context.RequestAborted);
        var summary = await services.GetRequiredService<UserSummaryQuery>().GetAsync(user, context.RequestAborted);
        var budget = await services.GetRequiredService<BudgetQuery>().FindOfUserAsync(user, context.RequestAborted);
        var answer = new UserActivityDto(
            "success", user, [.. page.Items.Select(ExecutionSummaryDto.From)], UserSummaryDto.From(summary, budget), page.NextCursor);
        await JsonAnswers.OkAsync(context, answer, WireJson.Default.UserActivityDto);
    }
}

/// <summary>What one user did, newest first, and all of it summed up.</summary>
public sealed record UserActivityDto(
    string Status, string UserId, IReadOnlyList<ExecutionSummaryDto> Activity, UserSummaryDto Summary, string? NextCursor);

public sealed record UserSummaryDto(
    long TotalRequests,
    long Successful,
    long Failed,
    decimal? SuccessRate,
    long? AvgExecutionTimeMs,
    long TotalTokensUsed,
    decimal TotalCostUsd,
    long UnpricedTokens,
    long? Sessions,
    DateTimeOffset? FirstSeen,
    DateTimeOffset? LastSeen,
    int ActiveDays,
    bool IsReturning,
    string? FavouriteAgent,
    BudgetRow? Budget)
{
    internal static UserSummaryDto From(UserSummary summary, BudgetRow? budget)
    {
        var totals = summary.Numbers.Totals;
        return new UserSummaryDto(
            totals.Total, totals[Counter.Success], totals.Failed, totals.SuccessRate, totals.AverageDurationMs,
            totals[Counter.TokensUsed], totals.Cost.Usd, totals[Counter.UnpricedTokens],
            MetricsDto.Distinct(summary.Numbers.Sessions, totals), summary.Seen?.FirstSeenAt, summary.Seen?.LastSeenAt,
            summary.ActiveDays, summary.IsReturning, summary.FavouriteAgent, budget);
    }
}
