using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Executions;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Log;

/// <summary>
/// What runs, asked of the executions themselves, so that nothing projected can go stale. These three queries ask every
/// partition; the count, which every page of numbers shows, is therefore asked once in a while only.
/// </summary>
internal sealed class CosmosRunningExecutions(MeasuredContainer executions, CosmosOptions options, TimeProvider clock)
    : IRunningExecutions
{
    private Counted? _last;

    public async ValueTask<IReadOnlyDictionary<string, long>> CountByAgentAsync(CancellationToken cancellationToken)
    {
        var last = Volatile.Read(ref _last);
        if (last is not null && clock.GetElapsedTime(last.At) < options.RunningCountAge)
        {
            return last.ByAgent;
        }

        var asked = clock.GetTimestamp();
        var running = await executions.QueryAsync(
            new QueryDefinition(CosmosQueries.AllRunning), null, CosmosJson.Default.IReadOnlyListRunningItem, cancellationToken).ConfigureAwait(false);
        var counted = running.CountBy(item => item.Agent).ToDictionary(pair => pair.Key, pair => (long)pair.Value);
        Volatile.Write(ref _last, new Counted(asked, counted));
        return counted;
    }

    public async ValueTask<IReadOnlyList<Execution>> OverdueAsync(
        DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition(CosmosQueries.AllOverdue).WithParameter("@now", now.UtcTicks);
        var overdue = await executions.QueryAsync(
            query, null, CosmosJson.Default.IReadOnlyListExecutionItem, cancellationToken).ConfigureAwait(false);
        return [.. overdue.OrderBy(item => item.Deadline).Take(limit).Select(item => item.ToExecution())];
    }

    /// <summary>All of them, without their content, in no particular order.</summary>
    public async ValueTask<IReadOnlyList<Execution>> AllAsync(CancellationToken cancellationToken)
    {
        var starts = await executions.QueryAsync(
            new QueryDefinition(CosmosQueries.AllStarts), null, CosmosJson.Default.IReadOnlyListStartItem, cancellationToken).ConfigureAwait(false);
        return [.. starts.Select(item => ExecutionItem.ReadHeader(item.Start))];
    }

    private sealed record Counted(long At, IReadOnlyDictionary<string, long> ByAgent);
}
