using AgentMonitor.Executions;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Admin;

/// <summary><c>GET /api/executions</c>: list and search, newest first.</summary>
internal static class ExecutionListEndpoint
{
    private const int Limit = 50;

    public static RouteShape Shape { get; } = new(typeof(ExecutionListDto))
    {
        Query =
        [
            new RouteParameter("agent", "string", "Only this agent."),
            new RouteParameter("status", "string", "Only this status: running, success, failure, timeout, cancelled."),
            new RouteParameter("model", "string", "Only this model."),
            new RouteParameter("user", "string", "Only this user."),
            new RouteParameter("session", "string", "Only this session."),
            new RouteParameter("parent", "string", "Only children of this execution."),
            new RouteParameter("fingerprint", "string", "Only this error group."),
            new RouteParameter("q", "string", "Text in the error message, whatever its case."),
            CommonParameters.Limit(Limit),
            CommonParameters.Cursor,
        ],
        Problems = [422],
    };

    public static async Task GetAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request.Query);
        var filter = new ExecutionFilter
        {
            Agent = query.Text("agent"),
            Status = ReadStatus(query),
            Model = query.Text("model"),
            UserId = query.Text("user"),
            SessionId = query.Text("session"),
            ParentExecutionId = query.Text("parent"),
            Fingerprint = query.Text("fingerprint"),
            ErrorText = query.Text("q", 256),
        };
        var limit = query.Integer("limit", Limit, 1, 200);
        var cursor = query.Text("cursor", 1024);
        if (query.Faults.Count > 0)
        {
            await ProblemAnswers.WriteAsync(context, Problem.Unprocessable(query.Faults));
            return;
        }

        var page = await context.RequestServices.GetRequiredService<IExecutionLists>()
            .ListAsync(filter, cursor, limit, context.RequestAborted);
        var answer = new ExecutionListDto("success", [.. page.Items.Select(ExecutionSummaryDto.From)], page.NextCursor);
        await JsonAnswers.OkAsync(context, answer, WireJson.Default.ExecutionListDto);
    }

    private static ExecutionStatus? ReadStatus(QueryReader query)
    {
        var text = query.Text("status");
        foreach (var status in Enum.GetValues<ExecutionStatus>())
        {
            if (string.Equals(text, status.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return status;
            }
        }

        if (text is not null)
        {
            query.Add("status", "unknown_value", "This parameter must be running, success, failure, timeout or cancelled.");
        }

        return null;
    }
}

/// <summary>One page of a list; <see cref="NextCursor"/> is null on the last.</summary>
public sealed record ExecutionListDto(string Status, IReadOnlyList<ExecutionSummaryDto> Executions, string? NextCursor);
