using AgentMonitor.Erasure;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Erasure;

/// <summary><c>POST /api/admin/users/{user_id}/forget</c>; asking again says how far it is.</summary>
internal static class ForgetEndpoint
{
    public static RouteShape Shape { get; } = new(typeof(ForgetDto)) { Problems = [404] };

    public static async Task PostAsync(HttpContext context)
    {
        if (PathText.Find(context, "user_id") is not { } user)
        {
            await ProblemAnswers.WriteAsync(context, Problem.NotFound("No user can have this id."));
            return;
        }

        var outcome = await context.RequestServices.GetRequiredService<Forgetting>().ForgetAsync(user, context.RequestAborted);
        await JsonAnswers.OkAsync(context, ForgetDto.From(outcome), WireJson.Default.ForgetDto);
    }
}

/// <summary>
/// How an erasure stands: <c>running</c> goes on by itself. Counts are of all that was ever erased of this user; the
/// hash tells one user from another and nothing else.
/// </summary>
public sealed record ForgetDto(
    string Status, string UserIdHash, int Executions, int Sessions, int RollupDocuments, string State)
{
    internal static ForgetDto From(ForgetOutcome outcome) => new(
        "success", outcome.UserHash, outcome.Executions, outcome.Sessions, outcome.RollupDocuments,
        outcome.IsDone ? "done" : "running");
}
