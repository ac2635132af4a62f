using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentMonitor.Ingest.Masking;

/// <summary>A JSON value with the same shape, its texts, names and numbers masked; a number that is masked becomes a text.</summary>
internal static class MaskedJson
{
    // As short as it was sent; whoever shows it escapes it for where it stands.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(ReadOnlySpan<byte> json, Masker masker, int maxDepth)
    {
        var into = new ArrayBufferWriter<byte>(json.Length + 64);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        using var writer = new Utf8JsonWriter(into, Plain);
        string? name = null;
        while (reader.Read())
        {
            name = Copy(ref reader, writer, masker, name);
        }

        writer.Flush();
        return into.WrittenSpan.ToArray();
    }

    // The name of the member whose value comes next.
    private static string? Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer, Masker masker, string? name)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                var next = reader.GetString()!;
                writer.WritePropertyName(masker.Mask(next));
                return next;
            case JsonTokenType.String:
                writer.WriteStringValue(masker.MaskMember(name, reader.GetString()!));
                break;
            case JsonTokenType.Number:
                WriteNumber(reader.ValueSpan, writer, masker);
                break;
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                return name;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan);
                break;
        }

        return null;
    }

    private static void WriteNumber(ReadOnlySpan<byte> number, Utf8JsonWriter writer, Masker masker)
    {
        var text = Encoding.UTF8.GetString(number);
        var masked = masker.Mask(text);
        if (masked == text)
        {
            writer.WriteRawValue(number);
        }
        else
        {
            writer.WriteStringValue(masked);
        }
    }
}
