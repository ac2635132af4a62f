using System.Text.Json;
using AgentMonitor.Executions;

namespace AgentMonitor.Sqlite.Log;

/// <summary>Steps through the records of a chunk; a record is parsed only when it is asked for.</summary>
internal ref struct RecordFrames(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> _rest = body;
    private ReadOnlySpan<byte> _header;
    private ReadOnlySpan<byte> _content;

    /// <summary>The record as it stands in the chunk, lengths included.</summary>
    public ReadOnlySpan<byte> Whole { get; private set; }

    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var start = _rest;
        _header = TakeFramed(ref _rest);
        _content = TakeFramed(ref _rest);
        Whole = start[..^_rest.Length];
        return true;
    }

    public readonly Execution Execution() => JsonSerializer.Deserialize(_header, HeaderJson.Default.Execution) ?? throw new JsonException();

    public readonly Execution ExecutionWithContent() => Execution() with { Content = Content() };

    private readonly ExecutionContent Content()
    {
        if (_content.IsEmpty)
        {
            return ExecutionContent.None;
        }

        var rest = _content[1..];
        var parts = _content[0];
        return new ExecutionContent(
            Value(parts, 1, ref rest), Value(parts, 2, ref rest), Value(parts, 4, ref rest));
    }

    // A plain null would be a null array, and that turns into empty memory, which is not null.
    private static ReadOnlyMemory<byte>? Value(int parts, int bit, scoped ref ReadOnlySpan<byte> rest) =>
        (parts & bit) != 0 ? TakeFramed(ref rest).ToArray() : default(ReadOnlyMemory<byte>?);

    private static ReadOnlySpan<byte> TakeFramed(scoped ref ReadOnlySpan<byte> rest)
    {
        var length = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = rest[0];
            rest = rest[1..];
            length |= (next & 0x7f) << shift;
            if (next < 0x80)
            {
                break;
            }
        }

        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
