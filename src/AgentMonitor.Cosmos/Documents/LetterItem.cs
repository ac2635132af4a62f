using System.Text.Json.Serialization;
using AgentMonitor.Projection;

namespace AgentMonitor.Cosmos.Documents;

/// <summary>A dead letter; <see cref="Source"/> is the id of the document that could not be projected.</summary>
internal sealed record LetterItem
{
    public required string Id { get; init; }

    public required string List { get; init; }

    /// <summary>The instant and the number: newest first, also among those of one page.</summary>
    public required string Order { get; init; }

    public required int Shard { get; init; }

    public required long Lsn { get; init; }

    public string? ExecutionId { get; init; }

    public string? Source { get; init; }

    public required string Reason { get; init; }

    public string? Raw { get; init; }

    public required DateTimeOffset At { get; init; }

    public bool Requeued { get; init; }

    [JsonPropertyName("ttl")]
    public int? TimeToLive { get; init; }

    public StoredDeadLetter ToLetter() => new(
        Id,
        new DeadLetter(Shard, Lsn, ExecutionId, Reason, Raw is null ? default : Convert.FromBase64String(Raw)),
        At,
        Requeued);
}
