using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentMonitor.Server.Traces;

/// <summary>A JSON array of records, or one record a line (NDJSON).</summary>
internal static class JsonRows
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    public static async IAsyncEnumerable<TraceRow> ReadArrayAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var elements = JsonSerializer
            .DeserializeAsyncEnumerable(stream, TraceJson.Default.JsonElement, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        for (long number = 1; await MoveNextAsync(elements, number); number++)
        {
            yield return Row(number, elements.Current.GetRawText());
        }
    }

    public static async IAsyncEnumerable<TraceRow> ReadLinesAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        for (long number = 1; await text.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return Row(number, line);
            }
        }
    }

    private static TraceRow Row(long number, string json)
    {
        try
        {
            if (JsonNode.Parse(json, documentOptions: Strict) is not JsonObject record)
            {
                return TraceRow.Unreadable(number, "It is not a JSON object.");
            }

            TraceColumns.MoveTraceNames(record);
            return TraceRow.Read(number, record);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return TraceRow.Unreadable(number, "It is not well-formed JSON, repeats a key or is nested more than 32 deep.");
        }
    }

    private static async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<JsonElement> elements, long number)
    {
        try
        {
            return await elements.MoveNextAsync();
        }
        catch (JsonException)
        {
            throw new TraceFormatException($"The file is not a well-formed JSON array at record {number}.");
        }
    }
}
