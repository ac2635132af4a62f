using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Projection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Admin;

/// <summary><c>GET /api/admin/dead-letters</c>, and <c>POST …/{id}/requeue</c></summary>
internal static class DeadLettersEndpoint
{
    private const int Limit = 50;

    public static RouteShape ListShape { get; } =
        new(typeof(DeadLetterListDto)) { Query = [CommonParameters.Limit(Limit)], Problems = [422] };

    public static RouteShape RequeueShape { get; } = new(typeof(RequeuedDto)) { Problems = [404] };

    public static async Task ListAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request.Query);
        var limit = query.Integer("limit", Limit, 1, PageQuery.Most);
        if (await query.RefusesAsync(context))
        {
            return;
        }

        var letters = context.RequestServices.GetRequiredService<IDeadLetters>();
        var answer = new DeadLetterListDto(
            "success",
            await letters.CountAsync(context.RequestAborted),
            [.. (await letters.ListAsync(limit, context.RequestAborted)).Select(DeadLetterDto.From)]);
        await JsonAnswers.OkAsync(context, answer, WireJson.Default.DeadLetterListDto);
    }

    public static async Task RequeueAsync(HttpContext context)
    {
        var letters = context.RequestServices.GetRequiredService<IDeadLetters>();
        if (PathText.Find(context, "id") is { } id && await letters.RequeueAsync(id, context.RequestAborted))
        {
            await JsonAnswers.OkAsync(context, new RequeuedDto("success"), WireJson.Default.RequeuedDto);
            return;
        }

        await ProblemAnswers.WriteAsync(context, Problem.NotFound("No dead letter has this id."));
    }
}

/// <summary>What could not be projected, and why.</summary>
public sealed record DeadLetterListDto(string Status, long Count, IReadOnlyList<DeadLetterDto> DeadLetters);

public sealed record DeadLetterDto(
    string Id, DateTimeOffset At, string? ExecutionId, string Reason, int Shard, long Lsn, bool Requeued)
{
    internal static DeadLetterDto From(StoredDeadLetter letter) => new(
        letter.Id, letter.At, letter.Letter.ExecutionId, letter.Letter.Reason, letter.Letter.Shard, letter.Letter.Lsn,
        letter.Requeued);
}

public sealed record RequeuedDto(string Status);
