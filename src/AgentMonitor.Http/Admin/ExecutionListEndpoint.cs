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
        Query = [.. ExecutionFilterQuery.Parameters, CommonParameters.Limit(Limit), CommonParameters.Cursor],
        Problems = [422],
    };

    public static async Task GetAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request.Query);
        var filter = ExecutionFilterQuery.Read(query);
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
}

/// <summary>One page of a list; <see cref="NextCursor"/> is null on the last.</summary>
public sealed record ExecutionListDto(string Status, IReadOnlyList<ExecutionSummaryDto> Executions, string? NextCursor);
