using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Zones;
using AgentMonitor.Rollups;

namespace AgentMonitor.Budgets;

/// <summary>What sessions with a budget cost. The watch, the alerts and everybody who looks share each reading of a list.</summary>
internal sealed class SessionSpendings(IExecutionLists lists, Repricings repricings, TimeProvider clock)
{
    private readonly SharedAnswers<Totals> _shared = new();

    private readonly Lock _gate = new();

    private readonly Dictionary<string, SessionSpending> _known = new(StringComparer.Ordinal);

    public Task<Totals> ReadAsync(string session, LocalBucket period, CancellationToken cancellationToken)
    {
        var key = FormattableString.Invariant($"{period.Start.UtcTicks} {period.End.UtcTicks} {session}");
        return _shared.GetAsync(
            key,
            async () => await Of(key, session, period).ReadAsync(await repricings.FreshAsync(CancellationToken.None)),
            cancellationToken);
    }

    private SessionSpending Of(string key, string session, LocalBucket period)
    {
        lock (_gate)
        {
            if (_known.TryGetValue(key, out var known))
            {
                return known;
            }

            // Those of days that are over, and of budgets that are gone, go with the rest.
            if (_known.Count >= BudgetRules.MostBudgets)
            {
                _known.Clear();
            }

            return _known[key] = new SessionSpending(lists, session, period.Start, period.End, clock);
        }
    }
}
