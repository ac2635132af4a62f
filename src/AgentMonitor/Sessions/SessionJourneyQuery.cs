using AgentMonitor.Executions;
using AgentMonitor.Rollups;
using AgentMonitor.Users;

namespace AgentMonitor.Sessions;

/// <summary>A session, what its executions come to, and a page of them, oldest first.</summary>
/// <param name="Agents">How many executions each agent had a part in, the busiest first; running ones count.</param>
/// <param name="IsPartial">It has more executions than are read for one answer; the oldest are left out.</param>
public sealed record SessionJourney(
    Session Session,
    Totals Totals,
    IReadOnlyList<KeyValuePair<string, long>> Agents,
    IReadOnlyList<Execution> Page,
    string? NextCursor,
    bool IsPartial);

/// <summary>
/// Follows one session across its executions. All of them are read for every page, since no total is kept for a
/// session: they are few, but for those of a machine.
/// </summary>
public sealed class SessionJourneyQuery(ISessions sessions, IExecutionLists lists)
{
    private const int MostExecutions = 10_000;

    private const int AtOnce = 1_000;

    /// <summary>Null for a session nobody has seen. An unreadable cursor is an <see cref="InvalidCursorException"/>.</summary>
    public async ValueTask<SessionJourney?> FindAsync(
        string sessionId, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var after = cursor is null ? (SeenCursor?)null : SeenCursor.Read(cursor);
        if (await sessions.FindAsync(sessionId, cancellationToken) is not { } session)
        {
            return null;
        }

        var (executions, isPartial) = await ReadAsync(sessionId, cancellationToken);
        var rest = executions.Select(execution => (Began: Sighting.Beginning(execution), Execution: execution))
            .Where(step => after is null || after.Value.IsAfter(step.Began, step.Execution.Id.Value))
            .OrderBy(step => step.Began).ThenBy(step => step.Execution.Id.Value, StringComparer.Ordinal)
            .Take(limit + 1).ToList();
        var page = rest.Take(limit).ToList();
        return new SessionJourney(
            session,
            Sum(executions),
            Agents(executions),
            page.ConvertAll(step => step.Execution),
            rest.Count > limit ? new SeenCursor(page[^1].Began, page[^1].Execution.Id.Value).ToString() : null,
            isPartial);
    }

    private static Totals Sum(List<Execution> executions)
    {
        var totals = new Totals();
        foreach (var execution in executions)
        {
            Contribution.Of(execution)?.AddTo(totals);
        }

        return totals;
    }

    private static List<KeyValuePair<string, long>> Agents(List<Execution> executions) =>
    [
        .. executions.GroupBy(execution => execution.AgentName, StringComparer.Ordinal)
            .Select(agent => KeyValuePair.Create(agent.Key, agent.LongCount()))
            .OrderByDescending(agent => agent.Value).ThenBy(agent => agent.Key, StringComparer.Ordinal),
    ];

    private async ValueTask<(List<Execution> Executions, bool IsPartial)> ReadAsync(
        string sessionId, CancellationToken cancellationToken)
    {
        var filter = new ExecutionFilter { SessionId = sessionId };
        var executions = new List<Execution>();
        string? cursor = null;
        do
        {
            var page = await lists.ListAsync(filter, cursor, AtOnce, cancellationToken);
            executions.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null && executions.Count < MostExecutions);

        return (executions, cursor is not null);
    }
}
