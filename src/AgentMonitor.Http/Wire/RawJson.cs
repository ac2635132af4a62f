using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentMonitor.Http.Wire;

/// <summary>A JSON value that is passed on as it was stored.</summary>
[JsonConverter(typeof(RawJsonConverter))]
public sealed record RawJson(ReadOnlyMemory<byte> Utf8)
{
    internal static RawJson? From(ReadOnlyMemory<byte>? utf8) => utf8 is { } value ? new RawJson(value) : null;
}

internal sealed class RawJsonConverter : JsonConverter<RawJson>
{
    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Stored JSON is only answered with.");

    // It was valid when it was stored; should it not be any more, the answer must break rather than mislead.
    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8.Span);
}
