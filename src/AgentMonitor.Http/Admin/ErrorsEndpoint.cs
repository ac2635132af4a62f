using AgentMonitor.Executions;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Admin;

/// <summary><c>GET /api/admin/errors</c>: the newest errors, and the groups they fall into.</summary>
internal static class ErrorsEndpoint
{
    private const int Limit = 10;

    private const int MostGroups = 50;

    public static RouteShape Shape { get; } = new(typeof(ErrorListDto))
    {
        Query =
        [
            .. CommonParameters.Page(Limit),
            new RouteParameter("agent", "string", "Only this agent."),
            new RouteParameter("fingerprint", "string", "Only this group and its errors."),
            new RouteParameter("user", "string", "Only errors of this user; groups are not narrowed."),
            new RouteParameter("model", "string", "Only errors of this model; groups are not narrowed."),
            new RouteParameter("q", "string", "Only errors whose message has this text, whatever its case; groups are not narrowed."),
            .. CommonParameters.Window,
        ],
        Problems = [422],
    };

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var query = new QueryReader(context.Request.Query);
        var (cursor, limit) = PageQuery.Read(query, Limit);
        var window = WindowQuery.Read(query, services.GetRequiredService<TimeProvider>().GetUtcNow());
        // Without a window of its own the list goes back as far as executions are kept.
        var isWindowed = query.Has("hours") || query.Has("from");
        var filter = new ExecutionFilter
        {
            ErrorsOnly = true,
            Agent = query.Name("agent"),
            Fingerprint = query.Text("fingerprint"),
            UserId = query.Name("user"),
            Model = query.Name("model"),
            ErrorText = query.Text("q", 256),
            From = isWindowed ? window.From : null,
            To = isWindowed && !window.IsOpen ? window.To : null,
        };
        if (await query.RefusesAsync(context))
        {
            return;
        }

        var page = await services.GetRequiredService<IExecutionLists>()
            .ListAsync(filter, cursor, limit, context.RequestAborted);
        var groups = await services.GetRequiredService<ErrorGroupsQuery>()
            .GetAsync(window, filter.Agent, filter.Fingerprint, MostGroups, context.RequestAborted);
        var answer = new ErrorListDto(
            "success", [.. page.Items.Select(ErrorDto.From)], [.. groups.Select(ErrorGroupDto.From)], page.NextCursor);
        await JsonAnswers.OkAsync(context, answer, WireJson.Default.ErrorListDto);
    }
}

/// <summary>Errors newest first, of the window where one is asked for, and its groups, the most frequent first.</summary>
public sealed record ErrorListDto(
    string Status, IReadOnlyList<ErrorDto> Errors, IReadOnlyList<ErrorGroupDto> Groups, string? NextCursor);

public sealed record ErrorDto(
    string ExecutionId,
    string? RequestId,
    string AgentName,
    string? UserId,
    ExecutionStatus Status,
    string? ErrorMessage,
    string? ErrorType,
    string? Fingerprint,
    string? ModelUsed,
    long? ExecutionTimeMs,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt)
{
    internal static ErrorDto From(Execution execution) => new(
        execution.Id.Value, execution.RequestId, execution.AgentName, execution.UserId, execution.Status,
        execution.ErrorMessage, execution.ErrorType, execution.ErrorFingerprint, execution.Model, execution.DurationMs,
        execution.CreatedAt, execution.EndedAt);
}

public sealed record ErrorGroupDto(
    string Fingerprint,
    string Title,
    long Count,
    long Users,
    IReadOnlyList<string> Agents,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    IReadOnlyList<TrendPointDto> Trend)
{
    internal static ErrorGroupDto From(ErrorGroup group) => new(
        group.Fingerprint, group.Title, group.Count, group.Users, group.Agents, group.FirstSeen, group.LastSeen,
        [.. group.Trend.Select(point => new TrendPointDto(point.Start, point.Count))]);
}

/// <summary>Errors of one hour, or of one day where hours are no longer kept.</summary>
public sealed record TrendPointDto(DateTimeOffset Start, long Count);
