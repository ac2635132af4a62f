using System.Text.Json.Serialization;

namespace AgentMonitor.Cosmos.Documents;

/// <summary>What is asked of a running execution without its content.</summary>
internal sealed record RunningItem(string Agent, string Id, int Shard);

/// <summary>A running execution without its content, as <see cref="ExecutionItem.Start"/>.</summary>
internal sealed record StartItem(string Start);

/// <summary>
/// One execution in one list: under its user, its session, its parent or the errors of a day. Its id is the
/// execution's, so writing it twice changes nothing. <see cref="Order"/> sorts by receipt.
/// </summary>
internal sealed record ListedItem
{
    public required string Id { get; init; }

    public required string List { get; init; }

    public required string Order { get; init; }

    public string? Session { get; init; }

    public string? Fingerprint { get; init; }

    public required string Header { get; init; }

    [JsonPropertyName("ttl")]
    public int? TimeToLive { get; init; }
}

/// <summary>The executions of one feed page in one document: a list of all costs next to nothing an execution.</summary>
internal sealed record RecentItem
{
    public required string Id { get; init; }

    public required string List { get; init; }

    /// <summary>The greatest order in here.</summary>
    public required string Order { get; init; }

    public required string Least { get; init; }

    public required IReadOnlyList<RecentEntry> Entries { get; init; }

    [JsonPropertyName("ttl")]
    public int? TimeToLive { get; init; }
}

internal sealed record RecentEntry(string Order, string Header);

/// <summary>How far one instance has projected each shard, and those whose place it took; only that instance writes it.</summary>
internal sealed record ProgressItem
{
    public required string Id { get; init; }

    public required string List { get; init; }

    public required IReadOnlyDictionary<string, long> Shards { get; init; }

    /// <summary>The newest receipt among what it projected.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>By the service's clock, in Unix seconds.</summary>
    [JsonPropertyName("_ts")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? WrittenAt { get; init; }

    [JsonPropertyName("_etag")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ETag { get; init; }

    [JsonPropertyName("ttl")]
    public int? TimeToLive { get; init; }
}

/// <summary>Somebody may be watching, for as long as this is there.</summary>
internal sealed record AudienceItem
{
    public required string Id { get; init; }

    public required string List { get; init; }

    [JsonPropertyName("ttl")]
    public int? TimeToLive { get; init; }
}
