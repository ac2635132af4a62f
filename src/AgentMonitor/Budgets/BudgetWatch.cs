using System.Text.Json;
using AgentMonitor.Live;

namespace AgentMonitor.Budgets;

/// <summary>Tells browsers of each budget whose state is another one now, once, whoever looks.</summary>
public sealed class BudgetWatch(BudgetBook book, BudgetQuery query, ILiveSignals signals)
{
    /// <summary>How many changed.</summary>
    public async ValueTask<int> RunAsync(CancellationToken cancellationToken)
    {
        var budgets = (await book.ReadAsync(cancellationToken)).Value;
        var told = await book.ReadStandingAsync(cancellationToken);
        var rows = await query.GetAsync(budgets, cancellationToken);
        var changed = rows.Where(row => row.State != told.Value.States.GetValueOrDefault(row.Id)).ToList();
        if (changed.Count == 0)
        {
            return 0;
        }

        // Who saves it is who tells it.
        var standing = new BudgetStanding(rows.ToDictionary(row => row.Id, row => row.State, StringComparer.Ordinal));
        if (!await book.TrySaveStandingAsync(standing, told.ETag, cancellationToken))
        {
            return 0;
        }

        foreach (var row in changed)
        {
            signals.Publish(LiveSignal.BudgetChanged(row.Id, JsonSerializer.SerializeToUtf8Bytes(row, BudgetJson.Default.BudgetRow)));
        }

        return changed.Count;
    }
}
