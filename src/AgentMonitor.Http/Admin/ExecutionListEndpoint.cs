using AgentMonitor.Executions;
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
        Query = [.. ExecutionFilterQuery.Parameters, .. CommonParameters.Page(Limit)],
        Problems = [422],
    };

    public static async Task GetAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request.Query);
        var filter = ExecutionFilterQuery.Read(query);
        var (cursor, limit) = PageQuery.Read(query, Limit);
        if (await query.RefusesAsync(context))
        {
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
