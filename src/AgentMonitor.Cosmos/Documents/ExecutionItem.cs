using System.Text.Json;
using System.Text.Json.Serialization;
using AgentMonitor.Executions;

namespace AgentMonitor.Cosmos.Documents;

/// <summary>
/// An execution as a document of the container <c>executions</c>. <see cref="Start"/> and <see cref="Final"/> are JSON
/// inside a text: on its way to the trigger the host rewrites whatever looks like a date or a number, and an agent may
/// well be called 2026-01-01T00:00:00Z.
/// </summary>
internal sealed record ExecutionItem
{
    public required string Id { get; init; }

    public required int Shard { get; init; }

    /// <summary><c>running</c>, <c>final</c>, or <c>late</c> for a completion that came after the sweep.</summary>
    public required string Status { get; init; }

    public string? Start { get; init; }

    public string? Final { get; init; }

    /// <summary>While it is running, for the two queries that look for what runs.</summary>
    public string? Agent { get; init; }

    public long? Deadline { get; init; }

    public ContentItem? Content { get; init; }

    /// <summary>Dead letters that were requeued by writing this document again.</summary>
    public IReadOnlyList<string>? Requeued { get; init; }

    /// <summary>Of an erased copy: under what number the execution that it stands for was counted, and in which rollups.</summary>
    public CountedAs? Counted { get; init; }

    [JsonPropertyName("ttl")]
    public int? TimeToLive { get; init; }

    [JsonPropertyName("_etag")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ETag { get; init; }

    [JsonIgnore]
    public string Header => Final ?? Start ?? throw new InvalidDataException("The document holds no execution.");

    public Execution ToExecution() => ReadHeader(Header) with { Content = Content?.ToContent() ?? ExecutionContent.None };

    public static ExecutionItem From(Execution execution, int shard, TimeSpan keptFor)
    {
        var isLate = execution.IsLate;
        var isFinal = execution.Status.IsFinal();
        var header = WriteHeader(execution);
        return new ExecutionItem
        {
            Id = isLate ? ItemId.OfLate(execution.Id) : ItemId.Of(execution.Id),
            Shard = shard,
            Status = isLate ? LateStatus : isFinal ? FinalStatus : RunningStatus,
            Start = isFinal ? null : header,
            Final = isFinal ? header : null,
            Agent = isFinal ? null : execution.AgentName,
            Deadline = isFinal ? null : execution.DeadlineAt?.UtcTicks,
            Content = ContentItem.From(execution.Content),
            TimeToLive = (int)Math.Min(int.MaxValue, keptFor.TotalSeconds),
        };
    }

    public const string RunningStatus = "running";

    public const string FinalStatus = "final";

    public const string LateStatus = "late";

    public static string WriteHeader(Execution execution) =>
        JsonSerializer.Serialize(execution, CosmosJson.Default.Execution);

    public static Execution ReadHeader(string header) =>
        JsonSerializer.Deserialize(header, CosmosJson.Default.Execution)
        ?? throw new InvalidDataException("The document's execution is null.");

    /// <summary>The execution of a document of the feed as it stands, without its content.</summary>
    public static Execution ReadHeader(JsonElement document) =>
        ReadHeader(Text(document, "final") ?? Text(document, "start")
            ?? throw new InvalidDataException("The document holds no execution."));

    private static string? Text(JsonElement document, string property) =>
        document.TryGetProperty(property, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;
}

/// <summary>A number of the feed, and the generation of the rollups that hold it.</summary>
internal sealed record CountedAs(long Lsn, string Generation);
