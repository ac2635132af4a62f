using System.Text.Json.Serialization;

namespace AgentMonitor.Cosmos.Documents;

/// <summary>
/// A rollup document. Its partition holds one scope's buckets of one grain for a stretch of time, so that a window is
/// one query of one partition. A document that was split is a root, which is its slice 0, and parts; a part is
/// written once under a name of its own and counts from the moment the root names it, so that all slices change in one
/// replace of the root, however large they are together.
/// </summary>
internal sealed record RollupItem
{
    public required string Id { get; init; }

    public required string List { get; init; }

    /// <summary>UTC ticks of the bucket's start; absent in a part, which no range is to find.</summary>
    public long? Start { get; init; }

    public required string Scope { get; init; }

    public required int Slice { get; init; }

    public required string Body { get; init; }

    /// <summary>In a root: the documents of slices 1, 2 and so on.</summary>
    public IReadOnlyList<string>? Parts { get; init; }

    [JsonPropertyName("ttl")]
    public int? TimeToLive { get; init; }

    [JsonPropertyName("_etag")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ETag { get; init; }
}
