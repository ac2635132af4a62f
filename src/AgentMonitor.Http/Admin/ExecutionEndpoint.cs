using AgentMonitor.Executions;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Projection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Admin;

/// <summary><c>GET /api/executions/{id}</c>: the record, its children and its receipt.</summary>
internal static class ExecutionEndpoint
{
    private const int MostChildren = 200;

    public static RouteShape Shape { get; } = new(typeof(ExecutionAnswerDto)) { Problems = [404] };

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var logged = PathText.Find(context, "id") is { } id
            ? await services.GetRequiredService<IExecutionLog>().FindAsync(new ExecutionId(id), context.RequestAborted)
            : null;
        if (logged is null)
        {
            await ProblemAnswers.WriteAsync(context, Problem.NotFound("No execution has this id."));
            return;
        }

        var children = await services.GetRequiredService<IExecutionLists>().ListAsync(
            new ExecutionFilter { ParentExecutionId = logged.Execution.Id.Value }, null, MostChildren, context.RequestAborted);
        var isProjected = await services.GetRequiredService<IProjectedPosition>()
            .IsProjectedAsync(logged, context.RequestAborted);
        var answer = new ExecutionAnswerDto(
            "success",
            ExecutionDto.From(logged.Execution),
            logged.LateCompletion is { } late ? ExecutionDto.From(late) : null,
            [.. children.Items.Select(ExecutionSummaryDto.From)],
            children.NextCursor,
            services.GetRequiredService<Receipts>().Of(logged, isProjected));
        await JsonAnswers.OkAsync(context, answer, WireJson.Default.ExecutionAnswerDto);
    }
}

/// <summary>An execution, the completion that came too late for it, its children and its receipt.</summary>
public sealed record ExecutionAnswerDto(
    string Status,
    ExecutionDto Execution,
    ExecutionDto? LateCompletion,
    IReadOnlyList<ExecutionSummaryDto> Children,
    string? ChildrenCursor,
    ReceiptDto Receipt);

/// <summary>
/// When it became durable, and when it was counted. <see cref="RolledUpAt"/> is known for recent executions of this
/// process; unknown is null.
/// </summary>
public sealed record ReceiptDto(long Sequence, DateTimeOffset StoredAt, bool RolledUp, DateTimeOffset? RolledUpAt);
