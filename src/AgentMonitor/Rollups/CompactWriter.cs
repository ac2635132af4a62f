using System.Buffers.Binary;
using System.Text;

namespace AgentMonitor.Rollups;

/// <summary>
/// Appends numbers, bytes and text in the fewest bytes: LEB128 varints, zigzag for signed ones, a length before bytes
/// and UTF-8. One value has exactly one encoding, so equal contents are equal bytes. <see cref="CompactReader"/> reads
/// it back.
/// </summary>
public sealed class CompactWriter(int capacity = 256)
{
    private const int LongestVarint = 10;
    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public byte[] ToArray() => _bytes.AsSpan(0, Length).ToArray();

    /// <summary>Forgets what was written and keeps the buffer, so that one writer can encode many documents.</summary>
    public void Clear() => Length = 0;

    public void WriteUnsigned(ulong value)
    {
        // Most are small, and documents hold hundreds of thousands.
        if (value < 0x80 && Length < _bytes.Length)
        {
            _bytes[Length++] = (byte)value;
            return;
        }

        var span = Reserve(LongestVarint);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        Length += length;
    }

    /// <summary>The same as <see cref="WriteUnsigned"/>; made for numbers of one or two bytes, whichever comes next.</summary>
    internal void WriteSmall(uint value)
    {
        if (value >= 1 << 14 || _bytes.Length - Length < 2)
        {
            WriteUnsigned(value);
            return;
        }

        // No branch: which of them comes next is anybody's guess, the processor's too.
        var isLong = value > 0x7F ? 1 : 0;
        BinaryPrimitives.WriteUInt16LittleEndian(
            _bytes.AsSpan(Length), (ushort)((value & 0x7F) | (uint)(isLong << 7) | (value >> 7 << 8)));
        Length += 1 + isLong;
    }

    public void WriteSigned(long value) => WriteUnsigned((ulong)((value << 1) ^ (value >> 63)));

    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        WriteUnsigned((ulong)value.Length);
        WriteRaw(value);
    }

    /// <summary>Bytes without their length, for a block whose size the reader knows.</summary>
    public void WriteRaw(ReadOnlySpan<byte> value) => value.CopyTo(WriteRaw(value.Length));

    /// <summary>Room for that many bytes, which the caller fills at once, all of them.</summary>
    internal Span<byte> WriteRaw(int length)
    {
        var room = Reserve(length)[..length];
        Length += length;
        return room;
    }

    /// <summary>A lone surrogate, which UTF-8 cannot hold, is written as U+FFFD.</summary>
    public void WriteString(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        WriteUnsigned((ulong)length);
        Encoding.UTF8.GetBytes(value, WriteRaw(length));
    }

    private Span<byte> Reserve(int length)
    {
        if (_bytes.Length - Length < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + length));
        }

        return _bytes.AsSpan(Length);
    }
}
