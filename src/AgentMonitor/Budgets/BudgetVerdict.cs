using AgentMonitor.Costs;

namespace AgentMonitor.Budgets;

/// <summary>Asked before a run: whose it is, and what it may cost.</summary>
public sealed record BudgetQuestion(string? AgentName, string? UserId, string? SessionId, NanoUsd EstimatedCost);

/// <summary>One budget that the run counts towards.</summary>
public sealed record BudgetCheck(string Id, BudgetScope Scope, BudgetState State, NanoUsd Remaining, bool WouldExceed)
{
    internal static BudgetCheck Of(Budget budget, NanoUsd spent, NanoUsd estimate) => new(
        budget.Id, budget.Scope, BudgetRules.StateOf(budget, spent), new NanoUsd(budget.Limit.Value - spent.Value),
        estimate.Value > budget.Limit.Value - spent.Value);
}

/// <param name="Allowed">None of its budgets is exceeded, or would be by the run.</param>
/// <param name="State">The worst of them.</param>
public sealed record BudgetVerdict(bool Allowed, BudgetState State, IReadOnlyList<BudgetCheck> Budgets)
{
    internal static BudgetVerdict Of(IReadOnlyList<BudgetCheck> budgets) => new(
        budgets.All(budget => budget.State != BudgetState.Exceeded && !budget.WouldExceed),
        budgets.Count == 0 ? BudgetState.Ok : budgets.Max(budget => budget.State),
        budgets);
}
