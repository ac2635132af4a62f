using System.Text.Json;
using AgentMonitor.Ingest.Json;

namespace AgentMonitor.Ingest;

/// <summary>
/// Cuts a request body into records without copying. A byte order mark at its very beginning is skipped, because
/// editors and shells on Windows write one; anywhere else it is malformed.
/// </summary>
public static class RequestSplitter
{
    public static SplitResult Split(ReadOnlyMemory<byte> body, BatchFormat format, IngestOptions options)
    {
        var isLines = format == BatchFormat.NdJson;
        if (body.Length > options.MaxRequestBytes)
        {
            return SplitResult.Refused(isLines, IngestOutcome.TooLarge, Faults.RequestTooLarge(options.MaxRequestBytes));
        }

        body = JsonBytes.Trim(JsonBytes.SkipByteOrderMark(body));
        if (body.IsEmpty)
        {
            return SplitResult.Refused(isLines, IngestOutcome.Malformed, Faults.NoRecords);
        }

        return isLines ? SplitLines(body, options)
            : body.Span[0] == (byte)'[' ? SplitArray(body, options)
            : SplitResult.Of(false, [body]);
    }

    private static SplitResult SplitLines(ReadOnlyMemory<byte> body, IngestOptions options)
    {
        var records = new List<ReadOnlyMemory<byte>>();
        while (!body.IsEmpty)
        {
            var end = body.Span.IndexOf((byte)'\n');
            var line = JsonBytes.Trim(end < 0 ? body : body[..end]);
            body = end < 0 ? default : body[(end + 1)..];
            if (line.IsEmpty)
            {
                continue;
            }

            if (records.Count == options.MaxRecords)
            {
                return TooMany(options);
            }

            records.Add(line);
        }

        return SplitResult.Of(true, records);
    }

    private static SplitResult SplitArray(ReadOnlyMemory<byte> body, IngestOptions options)
    {
        // A record that is too deep is that record's fault, so the request itself may be as deep as it likes.
        var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = int.MaxValue });
        var records = new List<ReadOnlyMemory<byte>>();
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (records.Count == options.MaxRecords)
                {
                    return TooMany(options);
                }

                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                records.Add(body[start..(int)reader.BytesConsumed]);
            }

            // Whatever follows the array throws here.
            reader.Read();
        }
        catch (JsonException exception)
        {
            return SplitResult.Refused(true, IngestOutcome.Malformed, Faults.NotJson(exception));
        }

        return records.Count == 0
            ? SplitResult.Refused(true, IngestOutcome.Malformed, Faults.NoRecords)
            : SplitResult.Of(true, records);
    }

    private static SplitResult TooMany(IngestOptions options) =>
        SplitResult.Refused(true, IngestOutcome.TooLarge, Faults.TooManyRecords(options.MaxRecords));
}
