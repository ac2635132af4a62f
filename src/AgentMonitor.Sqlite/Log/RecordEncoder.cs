using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// Writes records as chunks hold them: [length][header][length][content]; the content is a byte that says which of
/// the three values follow, then [length][JSON] for each, or nothing at all.
/// </summary>
internal sealed class RecordEncoder
{
    [ThreadStatic]
    private static RecordEncoder? _current;

    private readonly CompactWriter _header = new(capacity: 1024);

    private RecordEncoder()
    {
    }

    public static RecordEncoder Current => _current ??= new RecordEncoder();

    public void Write(Execution execution, ByteBuffer into)
    {
        _header.Clear();
        HeaderWriter.Write(execution, _header);
        into.WriteVarint(_header.Length);
        into.Write(_header.Written.Span);
        WriteContent(execution.Content, into);
    }

    /// <summary>Bytes that are no record, so that they can stand among records.</summary>
    public static byte[] Framed(ReadOnlySpan<byte> damaged)
    {
        var framed = new CompactWriter(damaged.Length + 8);
        framed.WriteBytes(damaged);
        framed.WriteBytes([]);
        return framed.ToArray();
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
