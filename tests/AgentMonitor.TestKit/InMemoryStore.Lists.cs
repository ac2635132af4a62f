using AgentMonitor.Executions;
using AgentMonitor.Projection;

namespace AgentMonitor.TestKit;

// What was projected, as it stands.
public sealed partial class InMemoryStore : IExecutionLists, IRunningExecutions
{
    public ValueTask<ExecutionPage> ListAsync(
        ExecutionFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var before = cursor is null ? _projected + 1
                : long.TryParse(cursor, out var number) && number > 0 ? number
                : throw new InvalidCursorException();
            var found = Items(0).Where(item => item.Lsn < before && filter.Matches(item.Execution) && IsCurrent(item))
                .OrderByDescending(item => item.Lsn).Take(limit + 1).ToList();
            var page = found.Take(limit).ToList();
            return new(new ExecutionPage(
                page.ConvertAll(item => item.Execution),
                found.Count > limit ? $"{page[^1].Lsn}" : null));
        }
    }

    public ValueTask<IReadOnlyDictionary<string, long>> CountByAgentAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(RunningNow().GroupBy(running => running.AgentName, StringComparer.Ordinal)
                .ToDictionary(agent => agent.Key, agent => agent.LongCount(), StringComparer.Ordinal));
        }
    }

    public ValueTask<IReadOnlyList<Execution>> OverdueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(RunningNow().Where(running => running.DeadlineAt < now)
                .OrderBy(running => running.DeadlineAt).Take(limit).ToList());
        }
    }

    private bool IsCurrent(FeedItem item) => item.Lsn == Standing(item.Execution.Id, _projected).Sequence;

    private IEnumerable<Execution> RunningNow() =>
        Items(0).Where(item => item.Lsn <= _projected && !item.Execution.Status.IsFinal() && IsCurrent(item))
            .Select(item => item.Execution);
}
