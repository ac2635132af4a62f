using System.Buffers.Text;

namespace AgentMonitor.Load.Wire;

/// <summary>
/// Collects the bytes of one HTTP/1.1 answer and says when it is whole: by Content-Length, or by the last chunk. A
/// connection sends the next request only then, so nothing ever follows in the buffer.
/// </summary>
internal sealed class ResponseBuffer
{
    private byte[] _bytes = new byte[16 * 1024];

    private int _count;

    private int _headEnd;

    public Memory<byte> Free
    {
        get
        {
            if (_count == _bytes.Length)
            {
                Array.Resize(ref _bytes, _bytes.Length * 2);
            }

            return _bytes.AsMemory(_count);
        }
    }

    private ReadOnlySpan<byte> Head => _bytes.AsSpan(0, _headEnd);

    private ReadOnlySpan<byte> Rest => _bytes.AsSpan(_headEnd, _count - _headEnd);

    public void Clear() => _count = _headEnd = 0;

    /// <summary>Takes note of bytes received into <see cref="Free"/>; true once the answer is whole.</summary>
    public bool Received(int count)
    {
        _count += count;
        if (_headEnd == 0)
        {
            var end = _bytes.AsSpan(0, _count).IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                return false;
            }

            _headEnd = end + 4;
        }

        return Header("content-length: "u8) is { } length && Utf8Parser.TryParse(_bytes.AsSpan(length, _headEnd - length), out int expected, out _)
            ? Rest.Length >= expected
            : Header("transfer-encoding: chunked"u8) is null || Rest.EndsWith("0\r\n\r\n"u8);
    }

    /// <summary>The whole answer; a chunked body comes with its chunk sizes, which hide no JSON name.</summary>
    public Response Response =>
        new(Utf8Parser.TryParse(Head[9..], out int status, out _) ? status : 0, RetryAfter, Rest);

    private TimeSpan? RetryAfter =>
        Header("retry-after: "u8) is { } at && Utf8Parser.TryParse(Head[at..], out int seconds, out _) ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Where the bytes after a header's name begin, whatever the name's case.</summary>
    private int? Header(ReadOnlySpan<byte> name)
    {
        for (var line = Head.IndexOf("\r\n"u8) + 2; line + name.Length < _headEnd; line += Head[line..].IndexOf("\r\n"u8) + 2)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(Head.Slice(line, name.Length), name))
            {
                return line + name.Length;
            }
        }

        return null;
    }
}
