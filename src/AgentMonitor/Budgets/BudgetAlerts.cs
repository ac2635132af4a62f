using AgentMonitor.Alerts;

namespace AgentMonitor.Budgets;

/// <summary>For alert rules: how much of each budget is spent, 1 being all of it.</summary>
public sealed class BudgetAlerts(BudgetBook book, BudgetQuery query) : IAlertReader
{
    public IReadOnlyCollection<AlertKind> Kinds { get; } = [AlertKind.Budget];

    public async ValueTask<IReadOnlyList<AlertReading>> ReadAsync(
        AlertRule rule, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var budgets = (await book.ReadAsync(cancellationToken)).Value;
        return [.. (await query.GetAsync(budgets, cancellationToken))
            .Select(row => new AlertReading(AlertSubject.Budget(row.Id), row.Ratio) { Name = row.Name })];
    }
}
