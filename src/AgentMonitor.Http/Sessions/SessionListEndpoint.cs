using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Projection;
using AgentMonitor.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Sessions;

/// <summary><c>GET /api/admin/sessions</c></summary>
internal static class SessionListEndpoint
{
    private const int Limit = 50;

    public static RouteShape Shape { get; } = new(typeof(SessionListDto))
    {
        Query =
        [
            new RouteParameter("active", "string", "true: active within the last 30 minutes; false: not; any by default."),
            new RouteParameter("user", "string", "Only this user's."),
            new RouteParameter("q", "string", "Found in the session's id, its user's or the user's name."),
            .. CommonParameters.Page(Limit),
        ],
        Problems = [422],
    };

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var query = new QueryReader(context.Request.Query);
        var activeSince = LiveSessionsQuery.ActiveSince(services.GetRequiredService<TimeProvider>().GetUtcNow());
        var isActive = query.Has("active") ? query.Flag("active") : (bool?)null;
        var filter = new SessionFilter
        {
            ActiveFrom = isActive == true ? activeSince : null,
            ActiveBefore = isActive == false ? activeSince : null,
            UserId = query.Name("user"),
            Text = query.Name("q"),
        };
        var (cursor, limit) = PageQuery.Read(query, Limit);
        if (await query.RefusesAsync(context))
        {
            return;
        }

        var page = await services.GetRequiredService<ISessions>().ListAsync(filter, cursor, limit, context.RequestAborted);
        var live = await services.GetRequiredService<LiveSessionsQuery>().GetAsync(context.RequestAborted);
        var progress = services.GetRequiredService<IFeedProgress>();
        var answer = new SessionListDto(
            "success", [.. page.Items.Select(session => SessionDto.From(session, activeSince))], LiveSessionsDto.From(live),
            page.NextCursor, MetaDto.From(progress.AsOf, progress.Lag));
        await JsonAnswers.OkAsync(context, answer, WireJson.Default.SessionListDto);
    }
}

/// <summary>One page of sessions; <see cref="Summary"/> is of those that are going on, whatever the page is of.</summary>
public sealed record SessionListDto(
    string Status, IReadOnlyList<SessionDto> Sessions, LiveSessionsDto Summary, string? NextCursor, MetaDto Meta);

public sealed record SessionDto(
    string SessionId,
    string? UserId,
    string? UserName,
    DateTimeOffset FirstActivityAt,
    DateTimeOffset LastActivityAt,
    long DurationMs,
    string CurrentAgent,
    string? Language,
    string? Region,
    ClientDto? Client,
    bool IsActive)
{
    internal static SessionDto From(Session session, DateTimeOffset activeSince) => new(
        session.SessionId, session.User?.Value, session.UserName?.Value, session.FirstActivityAt, session.LastActivityAt,
        (long)session.Duration.TotalMilliseconds, session.Agent.Value, session.Language?.Value, session.Region?.Value,
        ClientDto.From(session.AddressHash?.Value, session.UserAgent?.Value), session.LastActivityAt >= activeSince);
}

/// <summary>Sessions that were active within the last 30 minutes.</summary>
public sealed record LiveSessionsDto(
    long Active, IReadOnlyDictionary<string, long> ByLanguage, long? AverageDurationMs, long NewInLastMinute)
{
    internal static LiveSessionsDto From(LiveSessions live) =>
        new(live.Total, live.ByLanguage, live.AverageDurationMs, live.New);
}
