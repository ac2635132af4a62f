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
        var shard = Number(document, "shard") is { } slot and <= int.MaxValue and >= int.MinValue ? (int?)slot : null;
        var lsn = Number(document, "_lsn");
        try
        {
            var number = CountedAs(document) ?? lsn;
            items.Add(new FeedItem((int)Needed(shard, "shard"), Needed(number, "_lsn"), ExecutionItem.ReadHeader(document)));
        }
        catch (Exception exception) when (IsOfDocument(exception))
        {
            var raw = System.Text.Encoding.UTF8.GetBytes(document.GetRawText());
            unreadable.Add(new DeadLetter(shard ?? -1, lsn ?? 0, null, exception.Message, raw));
        }
    }

    // Whatever a document can make of its reading, if somebody wrote to it by hand; the store's own faults are others.
    private static bool IsOfDocument(Exception exception) => exception
        is JsonException or InvalidDataException or InvalidOperationException or KeyNotFoundException or FormatException
        or OverflowException or ArgumentException or NotSupportedException;

    private long? CountedAs(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object
            || !document.TryGetProperty("counted", out var counted) || counted.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        // Under its own number it would count once more, so what does not say all of it counts as nothing.
        var (lsn, holder) = (Needed(Number(counted, "lsn"), "counted.lsn"), counted.GetProperty("generation").GetString());
        return holder is null ? throw new InvalidDataException("The document has no usable counted.generation.")
            : generation is null || holder == generation() ? lsn : null;
    }

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
