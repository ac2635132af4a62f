using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Rollups;
using AgentMonitor.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Sessions;

/// <summary><c>GET /api/admin/sessions/{id}</c>: the journey across executions.</summary>
internal static class SessionEndpoint
{
    private const int Limit = 50;

    public static RouteShape Shape { get; } = new(typeof(SessionAnswerDto))
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

        var journey = PathText.Find(context, "id") is { } id
            ? await services.GetRequiredService<SessionJourneyQuery>().FindAsync(id, cursor, limit, context.RequestAborted)
            : null;
        if (journey is null)
        {
            await ProblemAnswers.WriteAsync(context, Problem.NotFound("No session has this id."));
            return;
        }

        var activeSince = LiveSessionsQuery.ActiveSince(services.GetRequiredService<TimeProvider>().GetUtcNow());
        await JsonAnswers.OkAsync(context, SessionAnswerDto.From(journey, activeSince), WireJson.Default.SessionAnswerDto);
    }
}

/// <summary>One session, all of it summed up, and a page of its executions, oldest first.</summary>
public sealed record SessionAnswerDto(
    string Status,
    SessionDto Session,
    SessionTotalsDto Totals,
    IReadOnlyList<SessionAgentDto> Agents,
    IReadOnlyList<ExecutionSummaryDto> Journey,
    string? NextCursor)
{
    internal static SessionAnswerDto From(SessionJourney journey, DateTimeOffset activeSince) => new(
        "success",
        SessionDto.From(journey.Session, activeSince),
        SessionTotalsDto.From(journey),
        [.. journey.Agents.Select(agent => new SessionAgentDto(agent.Key, agent.Value))],
        [.. journey.Page.Select(ExecutionSummaryDto.From)],
        journey.NextCursor);
}

/// <summary>
/// Of everything that finished. <see cref="IsPartial"/>: there is more than is read for one answer, and this is of the
/// newest.
/// </summary>
public sealed record SessionTotalsDto(
    long TotalRequests,
    long Successful,
    long Failed,
    long TotalTokens,
    decimal TotalCostUsd,
    long UnpricedTokens,
    long? AvgExecutionTimeMs,
    bool IsPartial)
{
    internal static SessionTotalsDto From(SessionJourney journey)
    {
        var totals = journey.Totals;
        return new SessionTotalsDto(
            totals.Total, totals[Counter.Success], totals.Failed, totals[Counter.TokensUsed], totals.Cost.Usd,
            totals[Counter.UnpricedTokens], totals.AverageDurationMs, journey.IsPartial);
    }
}

public sealed record SessionAgentDto(string AgentName, long Count);
