using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentMonitor.Executions;

namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// Writes records as chunks hold them: [length][header JSON][length][content]; the content is a byte that says which
/// of the three values follow, then [length][JSON] for each, or nothing at all.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "One lives as long as its thread.")]
internal sealed class RecordEncoder
{
    // The stored form never reaches a page as it is, so only what JSON itself asks for is escaped.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static RecordEncoder? _current;

    private readonly ByteBuffer _header = new();
    private readonly Utf8JsonWriter _json;

    private RecordEncoder() => _json = new Utf8JsonWriter(_header, Options);

    public static RecordEncoder Current => _current ??= new RecordEncoder();

    public void Write(Execution execution, ByteBuffer into)
    {
        _header.Clear();
        _json.Reset();
        JsonSerializer.Serialize(_json, execution, HeaderJson.Default.Execution);
        _json.Flush();
        into.WriteVarint(_header.Length);
        into.Write(_header.Written);
        WriteContent(execution.Content, into);
    }

    private static void WriteContent(ExecutionContent content, ByteBuffer into)
    {
        if (content.IsEmpty)
        {
            into.WriteVarint(0);
            return;
        }

        into.WriteVarint(1 + Size(content.InputData) + Size(content.OutputData) + Size(content.Attributes));
        into.Write((byte)(Bit(content.InputData, 1) | Bit(content.OutputData, 2) | Bit(content.Attributes, 4)));
        WriteValue(content.InputData, into);
        WriteValue(content.OutputData, into);
        WriteValue(content.Attributes, into);
    }

    private static void WriteValue(ReadOnlyMemory<byte>? value, ByteBuffer into)
    {
        if (value is { } json)
        {
            into.WriteVarint(json.Length);
            into.Write(json.Span);
        }
    }

    private static int Bit(ReadOnlyMemory<byte>? value, int bit) => value is null ? 0 : bit;

    private static int Size(ReadOnlyMemory<byte>? value) =>
        value is { } json ? VarintLength(json.Length) + json.Length : 0;

    private static int VarintLength(int value) =>
        value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : value < 1 << 28 ? 4 : 5;
}
