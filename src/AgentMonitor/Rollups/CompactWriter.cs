using System.Buffers;
using System.Text;

namespace AgentMonitor.Rollups;

/// <summary>
/// Appends numbers, bytes and text in the fewest bytes: LEB128 varints, zigzag for signed ones, a length before bytes
/// and UTF-8. One value has exactly one encoding, so equal contents are equal bytes. <see cref="CompactReader"/> reads
/// it back.
/// </summary>
public sealed class CompactWriter
{
    private const int LongestVarint = 10;
    private readonly ArrayBufferWriter<byte> _buffer;

    public CompactWriter(int capacity = 256) => _buffer = new ArrayBufferWriter<byte>(capacity);

    public int Length => _buffer.WrittenCount;

    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    /// <summary>Forgets what was written and keeps the buffer, so that one writer can encode many documents.</summary>
    public void Clear() => _buffer.ResetWrittenCount();

    public void WriteUnsigned(ulong value)
    {
        var span = _buffer.GetSpan(LongestVarint);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        _buffer.Advance(length);
    }

    public void WriteSigned(long value) => WriteUnsigned((ulong)((value << 1) ^ (value >> 63)));

    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        WriteUnsigned((ulong)value.Length);
        WriteRaw(value);
    }

    /// <summary>Bytes without their length, for a block whose size the reader knows.</summary>
    public void WriteRaw(ReadOnlySpan<byte> value) => _buffer.Write(value);

    /// <summary>A lone surrogate, which UTF-8 cannot hold, is written as U+FFFD.</summary>
    public void WriteString(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        WriteUnsigned((ulong)length);
        _buffer.Advance(Encoding.UTF8.GetBytes(value, _buffer.GetSpan(length)));
    }
}
