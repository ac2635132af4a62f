using System.Text.Json;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Executions;
using AgentMonitor.Projection;

namespace AgentMonitor.Cosmos;

/// <summary>
/// Turns what the change feed's trigger delivers into a <see cref="FeedPage"/>, document by document: what cannot be
/// read becomes a dead letter and holds up nothing. An erased copy comes under the number that its execution was counted
/// under, so that every fence has it already; only rollups of another generation have yet to count it, under its own.
/// </summary>
/// <param name="generation">That of the rollups; null: there is one.</param>
public sealed class CosmosFeedReader(Func<string>? generation = null)
{
    /// <summary>A JSON array of documents, as the trigger hands it over.</summary>
    public FeedPage Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement.EnumerateArray());
    }

    public FeedPage Read(IEnumerable<JsonElement> documents)
    {
        var items = new List<FeedItem>();
        var unreadable = new List<DeadLetter>();
        foreach (var document in documents)
        {
            Take(document, items, unreadable);
        }

        return new FeedPage(items, unreadable, Position: null);
    }

    private void Take(JsonElement document, List<FeedItem> items, List<DeadLetter> unreadable)
    {
        var (shard, lsn) = (Number(document, "shard"), CountedAs(document) ?? Number(document, "_lsn"));
        try
        {
            items.Add(new FeedItem((int)Needed(shard, "shard"), Needed(lsn, "_lsn"), ExecutionItem.ReadHeader(document)));
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or InvalidOperationException)
        {
            var raw = System.Text.Encoding.UTF8.GetBytes(document.GetRawText());
            unreadable.Add(new DeadLetter((int)(shard ?? -1), lsn ?? 0, null, exception.Message, raw));
        }
    }

    private long? CountedAs(JsonElement document) =>
        document.ValueKind == JsonValueKind.Object
        && document.TryGetProperty("counted", out var counted)
        && counted.ValueKind == JsonValueKind.Object
        && (generation is null || counted.GetProperty("generation").GetString() == generation())
            ? Number(counted, "lsn")
            : null;

    private static long Needed(long? value, string property) =>
        value is >= 0 ? value.Value : throw new InvalidDataException($"The document has no usable {property}.");

    private static long? Number(JsonElement document, string property) =>
        document.ValueKind == JsonValueKind.Object
        && document.TryGetProperty(property, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var number)
            ? number
            : null;
}
