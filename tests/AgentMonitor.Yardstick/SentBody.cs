namespace AgentMonitor.Yardstick;

/// <summary>
/// A request's body and the records in it, told apart by nothing but where the next one's id begins. That is enough for
/// the load tool's records, in which the id comes first.
/// </summary>
internal sealed class SentBody(ReadOnlyMemory<byte> bytes)
{
    public ReadOnlySpan<byte> Bytes => bytes.Span;

    public bool IsArray => Bytes[0] == '[';

    public RecordReader Records => new(Bytes);
}

internal ref struct RecordReader(ReadOnlySpan<byte> rest)
{
    private static ReadOnlySpan<byte> Start => "{\"execution_id\":\""u8;

    private ReadOnlySpan<byte> _rest = rest[Math.Max(0, rest.IndexOf(Start))..];

    public ReadOnlySpan<byte> Id { get; private set; }

    /// <summary>The record, and with it the comma or bracket that follows in an array.</summary>
    public ReadOnlySpan<byte> Body { get; private set; }

    public bool MoveNext()
    {
        if (!_rest.StartsWith(Start))
        {
            return false;
        }

        var next = _rest[1..].IndexOf(Start);
        Body = next < 0 ? _rest : _rest[..(next + 1)];
        Id = TextAfter(Start);
        _rest = _rest[Body.Length..];
        return true;
    }

    /// <summary>The text between <paramref name="opening"/> and the next quotation mark; empty where it is not there.</summary>
    public readonly ReadOnlySpan<byte> TextAfter(ReadOnlySpan<byte> opening)
    {
        var at = Body.IndexOf(opening);
        var text = at < 0 ? [] : Body[(at + opening.Length)..];
        return text[..Math.Max(0, text.IndexOf((byte)'"'))];
    }
}
