using AgentMonitor.Escalations;
using AgentMonitor.Executions;
using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Projection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Escalations;

/// <summary><c>GET /api/admin/escalations</c></summary>
internal static class EscalationListEndpoint
{
    private const int Limit = 50;

    public static RouteShape Shape { get; } = new(typeof(EscalationListDto))
    {
        Query =
        [
            new RouteParameter("state", "string", "pending, in_progress or resolved; any by default."),
            new RouteParameter("severity", "string", "low, normal, high or critical; any by default."),
            new RouteParameter("tz", "string", "The IANA time zone that decides when today began; UTC by default."),
            .. CommonParameters.Page(Limit),
        ],
        Problems = [422],
    };

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var query = new QueryReader(context.Request.Query);
        var filter = new EscalationFilter(EscalationWords.State(query.Text("state")), EscalationWords.Severity(query.Text("severity")));
        if (query.Text("state") is not null && filter.State is null)
        {
            query.Add("state", "unknown_value", EscalationWords.StatesSentence);
        }

        if (query.Text("severity") is not null && filter.Severity is null)
        {
            query.Add("severity", "unknown_value", "This parameter must be low, normal, high or critical.");
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(WindowQuery.ReadTimeZone(query));
        var (cursor, limit) = PageQuery.Read(query, Limit);
        if (await query.RefusesAsync(context))
        {
            return;
        }

        var queue = services.GetRequiredService<EscalationQueue>();
        var page = await queue.ListAsync(filter, cursor, limit, context.RequestAborted);
        var counts = await queue.CountAsync(zone, context.RequestAborted);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var progress = services.GetRequiredService<IFeedProgress>();
        var answer = new EscalationListDto(
            "success", [.. page.Items.Select(entry => EscalationRowDto.From(entry, now))], EscalationCountsDto.From(counts),
            page.NextCursor, MetaDto.From(progress.AsOf, progress.Lag));
        await JsonAnswers.OkAsync(context, answer, WireJson.Default.EscalationListDto);
    }
}

/// <summary>One page of escalations, and how many there are, whatever the page is of.</summary>
public sealed record EscalationListDto(
    string Status, IReadOnlyList<EscalationRowDto> Escalations, EscalationCountsDto Counts, string? NextCursor, MetaDto Meta);

/// <param name="WaitMs">From when it was raised until somebody took it up, or settled it without; until now while it waits.</param>
public sealed record EscalationRowDto(
    string ExecutionId,
    string AgentName,
    string? UserId,
    string? SessionId,
    EscalationState State,
    EscalationSeverity? Severity,
    DateTimeOffset RaisedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? ResolvedAt,
    long WaitMs,
    string? Note,
    string? ErrorMessage)
{
    internal static EscalationRowDto From(EscalationEntry entry, DateTimeOffset now) => new(
        entry.ExecutionId, entry.Raised.AgentName, entry.Raised.UserId, entry.Raised.SessionId, entry.State, entry.Severity,
        entry.RaisedAt, entry.StartedAt, entry.ResolvedAt, (long)entry.Wait(now).TotalMilliseconds, entry.Move?.Note,
        entry.Raised.ErrorMessage);
}

/// <param name="Critical">Of the open ones.</param>
/// <param name="AverageWaitMs">Of what is open, and of what was raised within 24 hours.</param>
public sealed record EscalationCountsDto(
    long Pending, long InProgress, long Resolved, long Critical, long Today, long? AverageWaitMs)
{
    internal static EscalationCountsDto From(EscalationCounts counts) => new(
        counts.Pending, counts.InProgress, counts.Resolved, counts.Critical, counts.Today, counts.AverageWaitMs);
}
