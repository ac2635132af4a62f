using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentMonitor.Live;

/// <summary>
/// One numbered message to every browser. <see cref="Json"/> is the whole frame as UTF-8, written once for all
/// subscribers; serialising a frame gives just that.
/// </summary>
[JsonConverter(typeof(LiveFrameConverter))]
public sealed record LiveFrame(string Type, long Sequence, ReadOnlyMemory<byte> Json);

internal sealed class LiveFrameConverter : JsonConverter<LiveFrame>
{
    public override LiveFrame Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Frames are only sent.");

    public override void Write(Utf8JsonWriter writer, LiveFrame value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Json.Span, skipInputValidation: true);
}
