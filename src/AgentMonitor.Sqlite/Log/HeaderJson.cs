using System.Text.Json;
using System.Text.Json.Serialization;
using AgentMonitor.Costs;
using AgentMonitor.Executions;

namespace AgentMonitor.Sqlite.Log;

/// <summary>How an execution is stored, its content apart. Names and forms here are on disk: only ever add to them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(IdJson), typeof(NanoUsdJson), typeof(SnakeCaseEnum<ExecutionStatus>),
        typeof(SnakeCaseEnum<EscalationState>), typeof(SnakeCaseEnum<EscalationSeverity>),
        typeof(SnakeCaseEnum<GoalOutcome>),
    ])]
[JsonSerializable(typeof(Execution))]
internal sealed partial class HeaderJson : JsonSerializerContext;

internal sealed class SnakeCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

internal sealed class IdJson : JsonConverter<ExecutionId>
{
    public override ExecutionId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException());

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
