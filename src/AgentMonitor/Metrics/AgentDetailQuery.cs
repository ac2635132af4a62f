using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics;

/// <summary>One agent's window, with its models, the window before, and the errors it had.</summary>
public sealed record AgentDetail(string Agent, MetricsAnswer Metrics, IReadOnlyList<ErrorGroup> Errors);

public sealed class AgentDetailQuery(MetricsQuery metrics, ErrorGroupsQuery errors, IRollupStore store, TimeProvider clock)
{
    private const int MostGroups = 50;

    private static readonly DateTimeOffset Beginning = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Null for an agent that nobody has seen.</summary>
    public async ValueTask<AgentDetail?> FindAsync(
        string agent, MetricsWindow window, CancellationToken cancellationToken)
    {
        var answer = await metrics.GetAsync(new MetricsRequest(window, agent), cancellationToken);
        return !answer.Summary.Totals.IsEmpty || !answer.Previous.Totals.IsEmpty || answer.Running > 0
            || await IsKnownAsync(agent, cancellationToken)
            ? new AgentDetail(agent, answer, await errors.GetAsync(window, agent, null, MostGroups, cancellationToken))
            : null;
    }

    private async ValueTask<bool> IsKnownAsync(string agent, CancellationToken cancellationToken) =>
        (await store.ReadRangeAsync(
            RollupScope.Agents, Grain.Day, Beginning, TimeBucket.Of(Grain.Day, clock.GetUtcNow()).End, cancellationToken))
            .Any(day => day.Cells.ContainsKey(agent));
}
