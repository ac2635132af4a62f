using System.Text.Json.Serialization;

namespace AgentMonitor.Cosmos.Documents;

/// <summary>
/// A user or a session. <see cref="Order"/> sorts by when it was last there, <see cref="First"/> is when it first was
/// (UTC ticks); <see cref="User"/> and <see cref="Language"/> are a session's. <see cref="Header"/> is all that is
/// known, as JSON.
/// </summary>
internal sealed record SightingItem
{
    public required string Id { get; init; }

    public required string List { get; init; }

    public required string Order { get; init; }

    public required long First { get; init; }

    public required long Last { get; init; }

    public string? User { get; init; }

    public string? Language { get; init; }

    public required string Header { get; init; }

    [JsonPropertyName("ttl")]
    public int? TimeToLive { get; init; }
}

/// <summary>What is asked of a session that is going on.</summary>
internal sealed record LiveItem(string? Language, long First, long Last);
