namespace AgentMonitor.Rollups;

/// <summary>
/// The cells of one bucket, packed, with the fence that makes applying a page idempotent: for each shard the highest
/// LSN that is already in it.
/// </summary>
public sealed class RollupDocument(RollupKey key, int slice)
{
    public RollupKey Key { get; } = key;

    public int Slice { get; } = slice;

    /// <summary>The stored version; null for a document that is not stored yet.</summary>
    public string? ETag { get; set; }
}
