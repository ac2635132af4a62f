using System.Text.Json.Serialization;
using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Metrics;
using AgentMonitor.Projection;
using AgentMonitor.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Sessions;

/// <summary><c>GET /api/admin/users</c>: the users behind each number of active ones.</summary>
internal static class UserListEndpoint
{
    private const int Limit = 50;

    public static RouteShape Shape { get; } = new(typeof(UserListDto))
    {
        Query =
        [
            new RouteParameter("active", "string", "5m, 30m, today, week or all; all by default."),
            new RouteParameter("new", "string", "true: only those first seen in the window."),
            new RouteParameter("q", "string", "Found in the user's id or name."),
            .. CommonParameters.Window,
            new RouteParameter("tz", "string", "The IANA time zone that decides when today and this week began; UTC by default."),
            .. CommonParameters.Page(Limit),
        ],
        Problems = [422],
    };

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var query = new QueryReader(context.Request.Query);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var window = WindowQuery.Read(query, now);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(WindowQuery.ReadTimeZone(query));
        var born = query.Flag("new") ? ActiveUsersQuery.NewIn(window) : UserSpan.Ever;
        var filter = new UserFilter(born with { SeenFrom = ReadActive(query, now, zone) }, query.Name("q"));
        var (cursor, limit) = PageQuery.Read(query, Limit);
        if (await query.RefusesAsync(context))
        {
            return;
        }

        var page = await services.GetRequiredService<IUsers>().ListAsync(filter, cursor, limit, context.RequestAborted);
        var active = await services.GetRequiredService<ActiveUsersQuery>().GetAsync(window, zone, context.RequestAborted);
        var progress = services.GetRequiredService<IFeedProgress>();
        var answer = new UserListDto(
            "success", [.. page.Items.Select(user => UserDto.From(user, window, now))], ActiveUsersDto.From(active),
            page.NextCursor, MetaDto.From(progress.AsOf, progress.Lag));
        await JsonAnswers.OkAsync(context, answer, WireJson.Default.UserListDto);
    }

    private static DateTimeOffset? ReadActive(QueryReader query, DateTimeOffset now, TimeZoneInfo zone)
    {
        switch (query.Text("active"))
        {
            case null or "all":
                return null;
            case "5m":
                return ActiveUsersQuery.Since(now, ActiveUsersQuery.Current);
            case "30m":
                return ActiveUsersQuery.Since(now, ActiveUsersQuery.Active);
            case "today":
                return LocalDay.Start(now, zone);
            case "week":
                return LocalDay.StartOfWeek(now, zone);
            default:
                query.Add("active", "unknown_value", "This parameter must be 5m, 30m, today, week or all.");
                return null;
        }
    }
}

/// <summary>One page of users, and how many are active, whatever the page is of.</summary>
public sealed record UserListDto(
    string Status, IReadOnlyList<UserDto> Users, ActiveUsersDto Active, string? NextCursor, MetaDto Meta);

/// <param name="IsActive">Seen within the last 30 minutes.</param>
/// <param name="IsNew">First seen in the window.</param>
public sealed record UserDto(
    string UserId,
    string? UserName,
    DateTimeOffset FirstSeenAt,
    DateTimeOffset LastSeenAt,
    string LastAgent,
    string? Region,
    bool IsActive,
    bool IsNew)
{
    internal static UserDto From(SeenUser user, MetricsWindow window, DateTimeOffset now) => new(
        user.UserId, user.Name?.Value, user.FirstSeenAt, user.LastSeenAt, user.Agent.Value, user.Region?.Value,
        user.LastSeenAt >= ActiveUsersQuery.Since(now, ActiveUsersQuery.Active),
        ActiveUsersQuery.NewIn(window).Holds(user));
}

/// <summary>Users now, today and ever, and those of the window.</summary>
public sealed record ActiveUsersDto(
    long Total,
    long Current,
    [property: JsonPropertyName("active_30m")] long Active30M,
    long Today,
    long ThisWeek,
    [property: JsonPropertyName("peak_24h")] long Peak24H,
    long Unique,
    long New,
    long Returning,
    IReadOnlyDictionary<string, long> ByRegion)
{
    internal static ActiveUsersDto From(ActiveUsers users) => new(
        users.Total, users.Current, users.Active30M, users.Today, users.ThisWeek, users.Peak24H, users.Unique,
        users.New, users.Returning, users.ByRegion);
}
