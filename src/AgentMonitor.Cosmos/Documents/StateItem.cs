using System.Text;
using System.Text.Json.Serialization;
using AgentMonitor.State;

namespace AgentMonitor.Cosmos.Documents;

/// <summary>
/// A document of state. Its JSON is text in here, since the service reads numbers as doubles and an integer may need
/// more digits.
/// </summary>
internal sealed record StateItem
{
    public required string Id { get; init; }

    /// <summary>The kind.</summary>
    public required string List { get; init; }

    /// <summary>The id as it was given; <see cref="Id"/> is its form for addresses.</summary>
    public required string Name { get; init; }

    public required string Body { get; init; }

    [JsonPropertyName("_etag")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ETag { get; init; }

    public static StateItem Of(StateDocument document) => new()
    {
        Id = ItemId.Of(document.Id),
        List = document.Kind,
        Name = document.Id,
        Body = Encoding.UTF8.GetString(document.Utf8Json.Span),
    };

    public StateDocument ToDocument(string? etag) => new(List, Name, Encoding.UTF8.GetBytes(Body), etag);
}
