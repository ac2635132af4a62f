using System.Text.Json;
using AgentMonitor.Budgets;
using AgentMonitor.Costs;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Budgets;

/// <summary><c>POST /api/budgets/check</c>: an agent asks before it runs. It is an answer, no more: no record is ever refused.</summary>
internal static class BudgetCheckEndpoint
{
    private const decimal MostUsd = 1_000_000_000;

    public static RouteShape Shape { get; } = new(typeof(BudgetVerdictDto))
    {
        Body = typeof(BudgetQuestionDto),
        Problems = [400, 413, 415, 422],
    };

    public static async Task PostAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadOrAnswerAsync(context);
        if (body is null)
        {
            return;
        }

        var faults = new List<FaultDto>();
        var question = Read(body.RootElement, faults);
        if (faults.Count > 0)
        {
            await ProblemAnswers.WriteAsync(context, Problem.Unprocessable(faults));
            return;
        }

        var verdict = await context.RequestServices.GetRequiredService<BudgetQuery>().CheckAsync(question, context.RequestAborted);
        await JsonAnswers.OkAsync(context, BudgetVerdictDto.From(verdict), WireJson.Default.BudgetVerdictDto);
    }

    private static BudgetQuestion Read(JsonElement body, List<FaultDto> faults)
    {
        var members = new JsonMembers(body, "", faults);
        if (body.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new FaultDto("", "not_an_object", "Send an object."));
        }

        var estimate = members.Number("estimated_cost_usd", isOptional: true) ?? 0;
        if (estimate is < 0 or > MostUsd)
        {
            faults.Add(new FaultDto("/estimated_cost_usd", "out_of_range", "This has to be a number of US dollars, not below 0."));
            estimate = 0;
        }

        return new BudgetQuestion(
            members.Text("agent_name", isOptional: true),
            members.Text("user_id", isOptional: true),
            members.Text("session_id", isOptional: true),
            new NanoUsd((long)Math.Round(estimate * NanoUsd.PerUsd, MidpointRounding.ToEven)));
    }
}

/// <summary>Whose run it is, and what it may cost; anything may be left out.</summary>
public sealed record BudgetQuestionDto(string? AgentName, string? UserId, string? SessionId, decimal? EstimatedCostUsd);

/// <summary><see cref="Allowed"/>: none of its budgets is exceeded, or would be by the run. <see cref="State"/>: the worst of them.</summary>
public sealed record BudgetVerdictDto(bool Allowed, BudgetState State, IReadOnlyList<BudgetCheckDto> Budgets)
{
    internal static BudgetVerdictDto From(BudgetVerdict verdict) => new(
        verdict.Allowed, verdict.State,
        [.. verdict.Budgets.Select(budget => new BudgetCheckDto(budget.Id, budget.Scope, budget.State, budget.Remaining.Usd, budget.WouldExceed))]);
}

public sealed record BudgetCheckDto(string Id, BudgetScope Scope, BudgetState State, decimal RemainingUsd, bool WouldExceed);
