using AgentMonitor.Executions;

namespace AgentMonitor.Projection;

/// <summary>Every raw change that is still kept, for a recount.</summary>
public interface IExecutionHistory
{
    /// <summary>
    /// The changes whose execution may have ended in [from, to); others may be among them. Of a shard in
    /// <paramref name="end"/> those up to its number, of another all there are.
    /// </summary>
    IAsyncEnumerable<FeedItem> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, FeedMark end, CancellationToken cancellationToken);
}
