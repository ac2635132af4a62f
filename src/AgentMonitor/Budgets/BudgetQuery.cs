namespace AgentMonitor.Budgets;

/// <summary>How budgets stand now.</summary>
public sealed class BudgetQuery(BudgetBook book, BudgetSpendingQuery spending, TimeProvider clock)
{
    public async ValueTask<IReadOnlyList<BudgetRow>> GetAsync(BudgetSet budgets, CancellationToken cancellationToken)
    {
        var rows = new List<BudgetRow>(budgets.Budgets.Count);
        foreach (var budget in budgets.Budgets)
        {
            rows.Add(await RowAsync(budget, cancellationToken));
        }

        return rows;
    }

    /// <summary>The user's own budget, the tightest if there are several; null when there is none.</summary>
    public async ValueTask<BudgetRow?> FindOfUserAsync(string userId, CancellationToken cancellationToken)
    {
        var budgets = await book.RecentAsync(cancellationToken);
        var own = budgets.Budgets.Where(budget => budget.Scope == BudgetScope.User && budget.Key == userId).ToList();
        return (await GetAsync(new BudgetSet(own), cancellationToken)).MaxBy(row => row.Ratio);
    }

    /// <summary>Whether a run may go on, as far as its budgets say; whoever asks decides what to make of it.</summary>
    public async ValueTask<BudgetVerdict> CheckAsync(BudgetQuestion question, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var checks = new List<BudgetCheck>();
        foreach (var budget in (await book.RecentAsync(cancellationToken)).Budgets)
        {
            if (budget.AppliesTo(question.AgentName, question.UserId, question.SessionId))
            {
                var spent = (await spending.RecentAsync(budget, BudgetSpendingQuery.PeriodOf(budget, now), cancellationToken)).Spent;
                checks.Add(BudgetCheck.Of(budget, spent, question.EstimatedCost));
            }
        }

        return BudgetVerdict.Of(checks);
    }

    private async ValueTask<BudgetRow> RowAsync(Budget budget, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var period = BudgetSpendingQuery.PeriodOf(budget, now);
        return BudgetRow.Of(budget, period, await spending.GetAsync(budget, period, cancellationToken), now);
    }
}
