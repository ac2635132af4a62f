using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Metrics.Timelines;
using AgentMonitor.Metrics.Zones;
using AgentMonitor.Rollups;

namespace AgentMonitor.Budgets;

/// <summary>
/// Reads what was spent on a budget in its period. Everything, an agent and a user come from rollups: to the quarter of
/// an hour, a user to the hour of UTC in which it ended. A session comes from its list of executions.
/// </summary>
public sealed class BudgetSpendingQuery(SeriesReader series, IExecutionLists lists, Repricings repricings, TimeProvider clock)
{
    private static readonly TimeSpan RecentFor = TimeSpan.FromSeconds(1);

    private readonly SessionSpendings _sessions = new(lists, repricings, clock);

    private readonly Lock _gate = new();

    private Dictionary<Budget, (long ReadAt, DateTimeOffset PeriodStart, BudgetSpending Spending)> _recent = [];

    internal static LocalBucket PeriodOf(Budget budget, DateTimeOffset now) => LocalBuckets.Of(
        TimeZoneInfo.FindSystemTimeZoneById(budget.Timezone),
        budget.Period == BudgetPeriod.Daily ? Granularity.Day : Granularity.Month,
        now, now.AddTicks(1))[0];

    internal async ValueTask<BudgetSpending> GetAsync(Budget budget, LocalBucket period, CancellationToken cancellationToken)
    {
        if (budget.Scope == BudgetScope.Session)
        {
            return Of(await _sessions.ReadAsync(budget.Key!, period, cancellationToken));
        }

        var found = budget.Scope == BudgetScope.User
            ? await series.ReadUserTotalsAsync(budget.Key!, [period], cancellationToken)
            : await series.ReadTotalsAsync(SeriesSource.Of(budget.Key, null), [period], cancellationToken);
        return Of(found.Cells[0].Totals);
    }

    /// <summary>As it was a second ago at most, for who asks before every run.</summary>
    internal async ValueTask<BudgetSpending> RecentAsync(Budget budget, LocalBucket period, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_recent.TryGetValue(budget, out var recent) && recent.PeriodStart == period.Start
                && clock.GetElapsedTime(recent.ReadAt) < RecentFor)
            {
                return recent.Spending;
            }
        }

        var readAt = clock.GetTimestamp();
        var spending = await GetAsync(budget, period, cancellationToken);
        lock (_gate)
        {
            _recent = _recent.Count >= BudgetRules.MostBudgets ? [] : _recent;
            _recent[budget] = (readAt, period.Start, spending);
        }

        return spending;
    }

    private static BudgetSpending Of(Totals totals) => new(totals.Cost, totals[Counter.UnpricedTokens]);
}
