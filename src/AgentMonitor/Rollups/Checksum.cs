using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace AgentMonitor.Rollups;

/// <summary>
/// CRC-32C (Castagnoli) at the end of stored bytes. Their parts are read one by one, when they are asked for; this
/// tells at once whether all of them are as they were written.
/// </summary>
internal static class Checksum
{
    public const int Length = sizeof(uint);

    public static void Append(CompactWriter writer) =>
        BinaryPrimitives.WriteUInt32LittleEndian(writer.WriteRaw(Length), Of(writer.Written.Span[..^Length]));

    /// <summary>The bytes before the checksum; an <see cref="InvalidDataException"/> if they are not what it was made of.</summary>
    public static ReadOnlySpan<byte> Strip(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Length || BinaryPrimitives.ReadUInt32LittleEndian(bytes[^Length..]) != Of(bytes[..^Length]))
        {
            throw new InvalidDataException("The stored bytes are damaged: their checksum is another.");
        }

        return bytes[..^Length];
    }

    private static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (var rest in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return ~crc;
    }
}
