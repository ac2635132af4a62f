using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Sessions;
using AgentMonitor.Users;

namespace AgentMonitor.Cosmos.Documents;

/// <summary>How things are stored. Names and forms here are in the database: only ever add to them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(IdJson), typeof(NanoUsdJson), typeof(SnakeCaseEnum<ExecutionStatus>), typeof(SnakeCaseEnum<EscalationState>),
        typeof(SnakeCaseEnum<EscalationSeverity>), typeof(SnakeCaseEnum<GoalOutcome>),
    ])]
[JsonSerializable(typeof(Execution))]
[JsonSerializable(typeof(ExecutionItem))]
[JsonSerializable(typeof(RunningItem))]
[JsonSerializable(typeof(RollupItem))]
[JsonSerializable(typeof(ListedItem))]
[JsonSerializable(typeof(RecentItem))]
[JsonSerializable(typeof(LetterItem))]
[JsonSerializable(typeof(ProgressItem))]
[JsonSerializable(typeof(AudienceItem))]
[JsonSerializable(typeof(SightingItem))]
[JsonSerializable(typeof(EscalationItem))]
[JsonSerializable(typeof(KeptEscalation))]
[JsonSerializable(typeof(IReadOnlyList<CountedEscalation>))]
[JsonSerializable(typeof(SeenUser))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(IReadOnlyList<LiveItem>))]
[JsonSerializable(typeof(IReadOnlyList<long>))]
[JsonSerializable(typeof(ContentItem))]
[JsonSerializable(typeof(StateItem))]
[JsonSerializable(typeof(IReadOnlyList<ExecutionItem>))]
[JsonSerializable(typeof(IReadOnlyList<RunningItem>))]
[JsonSerializable(typeof(IReadOnlyList<StartItem>))]
[JsonSerializable(typeof(IReadOnlyList<RollupItem>))]
[JsonSerializable(typeof(IReadOnlyList<ListedItem>))]
[JsonSerializable(typeof(IReadOnlyList<RecentItem>))]
[JsonSerializable(typeof(IReadOnlyList<ProgressItem>))]
[JsonSerializable(typeof(IReadOnlyList<LetterItem>))]
[JsonSerializable(typeof(IReadOnlyList<StateItem>))]
[JsonSerializable(typeof(IReadOnlyList<JsonElement>))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(object))]
internal sealed partial class CosmosJson : JsonSerializerContext;

internal sealed class SnakeCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

internal sealed class IdJson : JsonConverter<ExecutionId>
{
    public override ExecutionId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("An execution's id is null."));

    public override void Write(Utf8JsonWriter writer, ExecutionId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

internal sealed class NanoUsdJson : JsonConverter<NanoUsd>
{
    public override NanoUsd Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, NanoUsd value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Value);
}
