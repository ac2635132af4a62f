using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace AgentMonitor.Rollups;

/// <summary>
/// How registers are stored: how many are set; while those are few, each with the run of unset ones before it, else all
/// registers with 6 bits each. The number decides alone, so that equal registers are equal bytes.
/// </summary>
internal static class RegisterBytes
{
    private const int RankBits = 6;
    private const int PackedLength = HyperLogLog.Registers * RankBits / 8;

    // Above it runs are short, and packing is both smaller and many times faster.
    private const int MostRuns = HyperLogLog.Registers / 4;

    public static void Write(CompactWriter writer, ReadOnlySpan<byte> registers)
    {
        var set = registers.Length - registers.Count((byte)0);
        writer.WriteUnsigned((ulong)set);
        if (set <= MostRuns)
        {
            WriteRuns(writer, registers);
        }
        else
        {
            Pack(registers, writer.WriteRaw(PackedLength));
        }
    }

    public static byte[] Read(ref CompactReader reader)
    {
        var set = (int)reader.ReadAtMost(HyperLogLog.Registers, "the number of registers");
        var registers = set > MostRuns ? Unpack(reader.ReadRaw(PackedLength)) : ReadRuns(ref reader, set);
        return registers.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)HyperLogLog.HighestRank)
            ? throw reader.Invalid("a register is too high")
            : registers.Length - registers.AsSpan().Count((byte)0) == set
                ? registers
                : throw reader.Invalid($"there are not {set} registers");
    }

    private static void WriteRuns(CompactWriter writer, ReadOnlySpan<byte> registers)
    {
        var next = 0;
        for (var block = 0; block < registers.Length; block += Vector256<byte>.Count)
        {
            var unset = Vector256.Equals(Vector256.Create(registers[block..]), Vector256<byte>.Zero);
            for (var set = ~unset.ExtractMostSignificantBits(); set != 0; set &= set - 1)
            {
                var index = block + BitOperations.TrailingZeroCount(set);
                writer.WriteSmall((uint)((index - next) << RankBits) | registers[index]);
                next = index + 1;
            }
        }
    }

    private static byte[] ReadRuns(ref CompactReader reader, int set)
    {
        var registers = new byte[HyperLogLog.Registers];
        var next = 0;
        for (; set > 0; set--)
        {
            var entry = reader.ReadAtMost(((long)registers.Length << RankBits) - 1, "a register");
            next += (int)(entry >> RankBits);
            if (next >= registers.Length)
            {
                throw reader.Invalid("a register is outside the sketch");
            }

            registers[next++] = (byte)(entry & ((1 << RankBits) - 1));
        }

        return registers;
    }

    // Eight registers at a time: the spare bits between neighbours are closed up in pairs, then fours, then eights.
    private static void Pack(ReadOnlySpan<byte> registers, Span<byte> packed)
    {
        for (; registers.Length > 0; registers = registers[8..], packed = packed[6..])
        {
            var eight = BinaryPrimitives.ReadUInt64LittleEndian(registers);
            eight = (eight & 0x003F003F003F003F) | ((eight & 0x3F003F003F003F00) >> 2);
            eight = (eight & 0x00000FFF00000FFF) | ((eight & 0x0FFF00000FFF0000) >> 4);
            eight = (eight & 0x0000000000FFFFFF) | ((eight & 0x00FFFFFF00000000) >> 8);
            BinaryPrimitives.WriteUInt32LittleEndian(packed, (uint)eight);
            BinaryPrimitives.WriteUInt16LittleEndian(packed[4..], (ushort)(eight >> 32));
        }
    }

    private static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        var registers = new byte[HyperLogLog.Registers];
        for (var rest = registers.AsSpan(); rest.Length > 0; rest = rest[8..], packed = packed[6..])
        {
            var eight = BinaryPrimitives.ReadUInt32LittleEndian(packed) | ((ulong)BinaryPrimitives.ReadUInt16LittleEndian(packed[4..]) << 32);
            eight = (eight & 0x0000000000FFFFFF) | ((eight & 0x0000FFFFFF000000) << 8);
            eight = (eight & 0x00000FFF00000FFF) | ((eight & 0x00FFF00000FFF000) << 4);
            eight = (eight & 0x003F003F003F003F) | ((eight & 0x0FC00FC00FC00FC0) << 2);
            BinaryPrimitives.WriteUInt64LittleEndian(rest, eight);
        }

        return registers;
    }
}
