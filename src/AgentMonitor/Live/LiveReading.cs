using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Live;

/// <summary>
/// What changed since it was last asked, read from the store: for hosts where the projection runs in other processes
/// too. Knows the newest executions and minutes only, which is what frames show. One call at a time.
/// </summary>
public sealed class LiveReading(IRollupStore rollups, IExecutionLists lists, TimeProvider clock)
{
    // Whoever begins to watch has just fetched a snapshot; older executions are in it.
    private static readonly TimeSpan News = TimeSpan.FromSeconds(5);

    private Dictionary<string, ExecutionStatus> _executions = new(StringComparer.Ordinal);

    private Dictionary<(RollupKey Key, int Slice), string?> _minutes = [];

    /// <summary>Forgets what it told: nobody has been listening since.</summary>
    public void Restart()
    {
        _executions.Clear();
        _minutes.Clear();
    }

    public async ValueTask<LiveUpdate> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var minute = TimeBucket.Of(Grain.Minute, now);
        var documents = await rollups.ReadRangeAsync(
            RollupScope.Agents, Grain.Minute, minute.Start.AddMinutes(1 - PendingMinutes.Maximum), minute.End, cancellationToken);
        var newest = await lists.ListAsync(ExecutionFilter.None, null, NewestExecutions.Maximum, cancellationToken);
        return new LiveUpdate(NewOnes(newest.Items, now), Changed(documents));
    }

    private List<Execution> NewOnes(IReadOnlyList<Execution> newest, DateTimeOffset now)
    {
        var isFirst = _executions.Count == 0;
        var known = _executions;
        _executions = newest.ToDictionary(execution => execution.Id.Value, execution => execution.Status, StringComparer.Ordinal);
        return [.. newest.Reverse().Where(execution =>
            isFirst ? execution.ReceivedAt > now - News
            : !known.TryGetValue(execution.Id.Value, out var status) || status != execution.Status)];
    }

    private List<RollupDocument> Changed(IReadOnlyList<RollupDocument> documents)
    {
        var known = _minutes;
        _minutes = documents.ToDictionary(document => (document.Key, document.Slice), document => document.ETag);
        return [.. documents.Where(document =>
            !known.TryGetValue((document.Key, document.Slice), out var etag) || etag != document.ETag)];
    }
}
