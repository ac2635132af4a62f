using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// Steps through the records of a chunk, as many as it was stored with; a record is read only when it is asked for.
/// Where a length is damaged nothing after it can be told apart: that record has the rest of the bytes, those that
/// follow have none, and none of them can be read.
/// </summary>
internal ref struct RecordFrames(ReadOnlySpan<byte> body, int count)
{
    private ReadOnlySpan<byte> _rest = body;
    private int _left = count;
    private ReadOnlySpan<byte> _header;
    private ReadOnlySpan<byte> _content;

    /// <summary>The record as it stands in the chunk, lengths included.</summary>
    public ReadOnlySpan<byte> Whole { get; private set; }

    /// <summary>Whether <see cref="Whole"/> can stand among other records.</summary>
    public bool IsWhole { get; private set; }

    public bool MoveNext()
    {
        if (_left == 0)
        {
            return false;
        }

        _left--;
        IsWhole = TryFrame(_rest, out var length);
        Whole = _rest[..length];
        _rest = _rest[length..];
        return true;
    }

    /// <summary>Without its content. What cannot be read is an <see cref="InvalidDataException"/>.</summary>
    public readonly Execution Execution() => HeaderReader.Read(_header);

    public readonly Execution ExecutionWithContent() => Execution() with { Content = Content() };

    private bool TryFrame(ReadOnlySpan<byte> bytes, out int length)
    {
        try
        {
            var reader = new CompactReader(bytes);
            _header = reader.ReadBytes();
            _content = reader.ReadBytes();
            length = reader.Position;
            return true;
        }
        catch (InvalidDataException)
        {
            _header = _content = default;
            length = bytes.Length;
            return false;
        }
    }

    private readonly ExecutionContent Content()
    {
        if (_content.IsEmpty)
        {
            return ExecutionContent.None;
        }

        var reader = new CompactReader(_content[1..]);
        var parts = _content[0];
        return new ExecutionContent(Value(parts, 1, ref reader), Value(parts, 2, ref reader), Value(parts, 4, ref reader));
    }

    // A plain null would be a null array, and that turns into empty memory, which is not null.
    private static ReadOnlyMemory<byte>? Value(int parts, int bit, scoped ref CompactReader reader) =>
        (parts & bit) != 0 ? reader.ReadBytes().ToArray() : default(ReadOnlyMemory<byte>?);
}
