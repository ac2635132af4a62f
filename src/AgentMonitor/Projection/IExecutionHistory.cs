using AgentMonitor.Executions;

namespace AgentMonitor.Projection;

/// <summary>Every raw change that is still kept, for a recount.</summary>
public interface IExecutionHistory
{
    /// <summary>
    /// The changes up to <paramref name="position"/> whose execution may have ended in [from, to); others may be
    /// among them.
    /// </summary>
    IAsyncEnumerable<FeedItem> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, long position, CancellationToken cancellationToken);
}
