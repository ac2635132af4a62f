using AgentMonitor.Budgets;
using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Projection;
using AgentMonitor.State;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Budgets;

/// <summary><c>GET</c> and <c>PUT /api/admin/budgets</c></summary>
internal static class BudgetsEndpoint
{
    public static RouteShape GetShape { get; } = new(typeof(BudgetsDto));

    public static RouteShape PutShape { get; } = new(typeof(BudgetsDto))
    {
        Body = typeof(BudgetSetDto),
        Problems = Configuration.Problems,
    };

    public static async Task GetAsync(HttpContext context) => await AnswerAsync(
        context, await context.RequestServices.GetRequiredService<BudgetBook>().ReadAsync(context.RequestAborted));

    public static Task PutAsync(HttpContext context)
    {
        var book = context.RequestServices.GetRequiredService<BudgetBook>();
        return Configuration.PutAsync(
            context,
            BudgetReader.Read,
            () => book.ReadAsync(context.RequestAborted),
            budgets => book.SaveAsync(budgets, context.RequestAborted),
            (budgets, etag) => book.TrySaveAsync(budgets, etag, context.RequestAborted),
            saved => AnswerAsync(context, saved));
    }

    private static async Task AnswerAsync(HttpContext context, Versioned<BudgetSet> budgets)
    {
        var services = context.RequestServices;
        var progress = services.GetRequiredService<IFeedProgress>();
        var (asOf, lag) = (progress.AsOf, progress.Lag);
        var rows = await services.GetRequiredService<BudgetQuery>().GetAsync(budgets.Value, context.RequestAborted);
        EntityTag.Set(context, budgets.ETag);
        await JsonAnswers.OkAsync(context, new BudgetsDto("success", rows, MetaDto.From(asOf, lag)), WireJson.Default.BudgetsDto);
    }
}

/// <summary>Every budget and how it stands.</summary>
public sealed record BudgetsDto(string Status, IReadOnlyList<BudgetRow> Budgets, MetaDto Meta);

/// <summary>All budgets, to take the place of those there are. One without an id gets one.</summary>
public sealed record BudgetSetDto(IReadOnlyList<BudgetDto> Budgets);

/// <summary><see cref="Key"/> names the agent, the user or the session; <see cref="WarnAt"/> is 0.8 and <see cref="Timezone"/> UTC by default.</summary>
public sealed record BudgetDto(
    string? Id, string Name, BudgetScope Scope, string? Key, BudgetPeriod Period, decimal LimitUsd, decimal? WarnAt, string? Timezone);
