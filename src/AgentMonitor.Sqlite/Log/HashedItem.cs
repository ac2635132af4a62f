using AgentMonitor.Executions;
using AgentMonitor.Projection;

namespace AgentMonitor.Sqlite.Log;

/// <summary>One change of the feed whose id the log's writer has hashed, so that the index need not do it again.</summary>
internal sealed record HashedItem(int Shard, long Lsn, Execution Execution, IdHash Hash) : FeedItem(Shard, Lsn, Execution)
{
    // An execution that was erased meanwhile has another id, and this the hash of the one it had.
    private readonly string _hashed = Execution.Id.Value;

    public static IdHash HashOf(FeedItem item) =>
        item is HashedItem hashed && ReferenceEquals(hashed._hashed, item.Execution.Id.Value) ? hashed.Hash : IdHash.Of(item.Execution.Id);
}
