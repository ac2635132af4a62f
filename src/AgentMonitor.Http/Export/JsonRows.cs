using System.Text.Json;
using AgentMonitor.Executions;

namespace AgentMonitor.Http.Export;

/// <summary>Writes an execution as one flat JSON object.</summary>
internal static class JsonRows
{
    // Every export is a file or a stream of its own, never part of a page.
    public static JsonWriterOptions Options { get; } = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static readonly JsonEncodedText[] Names =
        [.. ExportColumns.All.Select(column => JsonEncodedText.Encode(column.Name))];

    public static void Write(Utf8JsonWriter json, Execution execution)
    {
        json.WriteStartObject();
        for (var index = 0; index < Names.Length; index++)
        {
            json.WritePropertyName(Names[index]);
            WriteValue(json, ExportColumns.All[index].Value(execution));
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case decimal amount:
                json.WriteNumberValue(amount);
                break;
            case DateTimeOffset instant:
                json.WriteStringValue(instant.UtcDateTime);
                break;
            case IReadOnlyList<string> texts:
                WriteTexts(json, texts);
                break;
            default:
                json.WriteStringValue((string)value);
                break;
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, IReadOnlyList<string> texts)
    {
        json.WriteStartArray();
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
