using System.Text;

namespace AgentMonitor.Rollups;

/// <summary>
/// Reads what <see cref="CompactWriter"/> wrote. Whatever the bytes are, it never reads past them and never allocates
/// more than they can hold: bytes that are cut short or were never written by the writer give an
/// <see cref="InvalidDataException"/> that says where and what.
/// </summary>
public ref struct CompactReader(ReadOnlySpan<byte> data)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ReadOnlySpan<byte> _data = data;

    /// <summary>How many bytes were read so far.</summary>
    public int Position { get; private set; }

    public readonly int Remaining => _data.Length - Position;

    public readonly bool IsAtEnd => Remaining == 0;

    public ulong ReadUnsigned()
    {
        if (Position < _data.Length && _data[Position] < 0x80)
        {
            return _data[Position++];
        }

        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = ReadByte();
            if (shift == 63 && next > 1)
            {
                throw Invalid("a number is larger than 64 bits");
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                // The writer never pads, so a padded number is not its work, and equal values stay equal bytes.
                return next == 0 && shift > 0 ? throw Invalid("a number is padded") : value;
            }
        }

        throw Invalid("a number is larger than 64 bits");
    }

    public long ReadSigned()
    {
        var value = ReadUnsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A number from 0 to <paramref name="most"/>.</summary>
    public long ReadAtMost(long most, string what)
    {
        var value = ReadUnsigned();
        return value <= (ulong)most ? (long)value : throw Invalid($"{what} is {value}, and {most} is the most");
    }

    /// <summary>
    /// How many items follow, each of at least <paramref name="leastBytes"/>: a count that the remaining bytes cannot
    /// hold is refused before anything is allocated for it.
    /// </summary>
    public int ReadCount(int leastBytes = 1)
    {
        var count = ReadUnsigned();
        return count <= (ulong)(Remaining / leastBytes) ? (int)count : throw Invalid($"{count} items cannot follow");
    }

    public ReadOnlySpan<byte> ReadBytes() => ReadRaw(ReadCount());

    /// <summary>Exactly <paramref name="length"/> bytes, written by <see cref="CompactWriter.WriteRaw"/>.</summary>
    public ReadOnlySpan<byte> ReadRaw(int length)
    {
        if (length > Remaining)
        {
            throw Invalid($"{length} bytes are missing");
        }

        var bytes = _data.Slice(Position, length);
        Position += length;
        return bytes;
    }

    public string ReadString()
    {
        var bytes = ReadBytes();
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Invalid("a text is not UTF-8");
        }
    }

    /// <summary>Refuses bytes after the end of what was expected.</summary>
    public readonly void ReadEnd()
    {
        if (!IsAtEnd)
        {
            throw Invalid($"{Remaining} bytes are left over");
        }
    }

    /// <summary>The exception for a value that reads well and makes no sense.</summary>
    public readonly InvalidDataException Invalid(string what) => new($"The stored bytes are damaged: at byte {Position}, {what}.");

    private byte ReadByte() => Remaining > 0 ? _data[Position++] : throw Invalid("they end inside a number");
}
