using System.Buffers;
using System.Text.Json;

namespace AgentMonitor.Ingest.Json;

/// <summary>
/// A JSON text as a flat tree in two pooled buffers: the members of every object sorted by name, every string
/// unescaped. One tape reads one text after another; it allocates nothing once its buffers fit.
/// </summary>
internal sealed class JsonTape
{
    public const int Root = 0;

    private byte[] _text = ArrayPool<byte>.Shared.Rent(4096);
    private JsonNode[] _nodes = ArrayPool<JsonNode>.Shared.Rent(128);
    private int _sourceLength;
    private int _textLength;

    public int NodeCount { get; private set; }

    public int SourceLength => _sourceLength;

    /// <summary>Of the strings that were unescaped or replaced.</summary>
    public int ChangedLength => _textLength - _sourceLength;

    public ref JsonNode this[int node] => ref _nodes[node];

    public ReadOnlySpan<byte> Name(int node) => _text.AsSpan(_nodes[node].NameStart, _nodes[node].NameLength);

    /// <summary>The unescaped text of a string; the text of any other value as it was sent.</summary>
    public ReadOnlySpan<byte> Text(int node) => _text.AsSpan(_nodes[node].Start, _nodes[node].Length);

    public bool IsNull(int node) => _nodes[node].Kind == JsonTokenType.Null;

    /// <summary>Forgets a value: from here on it reads as null.</summary>
    public void Drop(int node) => _nodes[node].Kind = JsonTokenType.Null;

    /// <summary>Puts another string in the place of one.</summary>
    public void Replace(int node, ReadOnlySpan<byte> text)
    {
        GrowText(_textLength + text.Length);
        text.CopyTo(_text.AsSpan(_textLength));
        _nodes[node].Start = _textLength;
        _nodes[node].Length = text.Length;
        _textLength += text.Length;
    }

    /// <summary>
    /// Starts over with a text of its own copy. Unescaping only ever shortens, so that twice its length holds the
    /// text and all of its strings, and nothing moves while it is read.
    /// </summary>
    internal ReadOnlySpan<byte> Begin(ReadOnlySpan<byte> text)
    {
        NodeCount = 0;
        _sourceLength = _textLength = 0;
        GrowText(text.Length * 2);
        text.CopyTo(_text);
        _sourceLength = _textLength = text.Length;
        return _text.AsSpan(0, text.Length);
    }

    /// <summary>Unescapes onto the end of the tape; where it lies, or what is wrong with it.</summary>
    internal Fault? Unescape(ReadOnlySpan<byte> escaped, out int start, out int length)
    {
        start = _textLength;
        var fault = JsonStrings.Unescape(escaped, _text.AsSpan(_textLength), out length);
        _textLength += length;
        return fault;
    }

    internal int Add(in JsonNode node)
    {
        if (NodeCount == _nodes.Length)
        {
            Grow(ref _nodes, NodeCount * 2, NodeCount);
        }

        _nodes[NodeCount] = node;
        return NodeCount++;
    }

    /// <summary>Gives the buffers back; the tape is of no use afterwards.</summary>
    public void Release()
    {
        ArrayPool<byte>.Shared.Return(_text);
        ArrayPool<JsonNode>.Shared.Return(_nodes);
        _text = [];
        _nodes = [];
    }

    private void GrowText(int needed)
    {
        if (needed > _text.Length)
        {
            Grow(ref _text, Math.Max(needed, _text.Length * 2), _textLength);
        }
    }

    private static void Grow<T>(ref T[] buffer, int needed, int used)
    {
        var larger = ArrayPool<T>.Shared.Rent(needed);
        buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<T>.Shared.Return(buffer);
        buffer = larger;
    }
}
