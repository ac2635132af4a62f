using AgentMonitor.Costs;
using AgentMonitor.Metrics.Zones;

namespace AgentMonitor.Budgets;

/// <summary>
/// A budget and how it stands, as it is answered and as browsers are told. <see cref="ForecastUsd"/> is
/// spent × length ÷ elapsed, null in the first 24th of the period.
/// </summary>
public sealed record BudgetRow(
    string Id,
    string Name,
    BudgetScope Scope,
    string? Key,
    BudgetPeriod Period,
    decimal LimitUsd,
    decimal WarnAt,
    string Timezone,
    BudgetState State,
    decimal SpentUsd,
    decimal Ratio,
    decimal RemainingUsd,
    long UnpricedTokens,
    DateTimeOffset PeriodStart,
    DateTimeOffset PeriodEnd,
    decimal? ForecastUsd,
    BudgetState? ForecastState)
{
    internal static BudgetRow Of(Budget budget, LocalBucket period, BudgetSpending spending, DateTimeOffset now)
    {
        var forecast = Forecast.Of(spending.Spent, period.Start, period.End, now);
        return new BudgetRow(
            budget.Id, budget.Name, budget.Scope, budget.Key, budget.Period, budget.LimitUsd, budget.WarnAt, budget.Timezone,
            BudgetRules.StateOf(budget, spending.Spent),
            spending.Spent.Usd,
            BudgetRules.RatioOf(budget, spending.Spent),
            new NanoUsd(budget.Limit.Value - spending.Spent.Value).Usd,
            spending.UnpricedTokens, period.Start, period.End,
            forecast?.Usd,
            forecast is { } end ? BudgetRules.StateOf(budget, end) : null);
    }
}

/// <summary>What counts towards a budget in its period, and the tokens that nobody knows the cost of.</summary>
public sealed record BudgetSpending(NanoUsd Spent, long UnpricedTokens);
