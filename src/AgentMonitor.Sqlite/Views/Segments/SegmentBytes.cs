using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;
using SQLitePCL;

namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>The checksum behind everything a segment stores: damage must not look like an unknown id.</summary>
internal static class SegmentBytes
{
    private const int SealLength = sizeof(uint);

    public static void Seal(ByteBuffer body)
    {
        var checksum = Checksum(body.Written);
        BinaryPrimitives.WriteUInt32LittleEndian(body.GetSpan(SealLength), checksum);
        body.Advance(SealLength);
    }

    public static ReadOnlySpan<byte> Open(ReadOnlySpan<byte> stored)
    {
        if (stored.Length < SealLength)
        {
            throw Damaged();
        }

        var body = stored[..^SealLength];
        return BinaryPrimitives.ReadUInt32LittleEndian(stored[^SealLength..]) == Checksum(body) ? body : throw Damaged();
    }

    public static SqliteFault Damaged() => new(raw.SQLITE_CORRUPT, "a segment of the index in views.db is damaged");

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        var sum = ~(uint)bytes.Length;
        foreach (var word in words)
        {
            sum = BitOperations.Crc32C(sum, word);
        }

        foreach (var rest in bytes[(words.Length * sizeof(ulong))..])
        {
            sum = BitOperations.Crc32C(sum, rest);
        }

        return sum;
    }
}
