using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views;

internal sealed class SqliteRunningExecutions(Pool<ViewsReader> views, Pool<LogReader> log) : IRunningExecutions
{
    public ValueTask<IReadOnlyDictionary<string, long>> CountByAgentAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(views.Use(0, static (reader, _) => reader.RunningByAgent()));
    }

    public ValueTask<IReadOnlyList<Execution>> OverdueAsync(
        DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var overdue = views.Use((now, limit), static (reader, ask) => reader.Overdue(ask.now.UtcTicks, ask.limit));
        return new(log.Use(overdue, Read));
    }

    private static List<Execution> Read(LogReader reader, List<long> sequences)
    {
        var executions = new List<Execution>(sequences.Count);
        foreach (var sequence in sequences)
        {
            if (reader.Find(sequence, withContent: true) is { } execution)
            {
                executions.Add(execution);
            }
        }

        return executions;
    }
}
