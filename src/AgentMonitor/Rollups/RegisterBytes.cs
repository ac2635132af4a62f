namespace AgentMonitor.Rollups;

/// <summary>
/// How registers are stored: the set ones with the run of unset ones before each, or all of them with 6 bits each,
/// whichever is shorter.
/// </summary>
internal static class RegisterBytes
{
    private const int RankBits = 6;
    private const int PackedLength = HyperLogLog.Registers * RankBits / 8;

    public static void Write(CompactWriter writer, ReadOnlySpan<byte> registers)
    {
        var runs = new CompactWriter(PackedLength);
        WriteRuns(runs, registers);
        if (runs.Length < PackedLength)
        {
            writer.WriteBytes(runs.Written.Span);
            return;
        }

        Span<byte> packed = stackalloc byte[PackedLength];
        Pack(registers, packed);
        writer.WriteBytes(packed);
    }

    public static byte[] Read(ref CompactReader reader)
    {
        var bytes = reader.ReadBytes();
        if (bytes.Length > PackedLength)
        {
            throw reader.Invalid("there are more registers than the sketch has");
        }

        var registers = new byte[HyperLogLog.Registers];
        if (bytes.Length == PackedLength)
        {
            Unpack(bytes, registers);
        }
        else
        {
            ReadRuns(bytes, registers);
        }

        return registers.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)HyperLogLog.HighestRank)
            ? throw reader.Invalid("a register is too high")
            : registers;
    }

    private static void WriteRuns(CompactWriter writer, ReadOnlySpan<byte> registers)
    {
        var run = 0;
        foreach (var rank in registers)
        {
            if (rank == 0)
            {
                run++;
                continue;
            }

            writer.WriteUnsigned((ulong)((run << RankBits) | rank));
            run = 0;
        }
    }

    private static void ReadRuns(ReadOnlySpan<byte> bytes, Span<byte> registers)
    {
        var reader = new CompactReader(bytes);
        for (var index = 0; !reader.IsAtEnd; index++)
        {
            var entry = reader.ReadAtMost(((long)registers.Length << RankBits) - 1, "a register");
            index += (int)(entry >> RankBits);
            if (index >= registers.Length || (entry & ((1 << RankBits) - 1)) == 0)
            {
                throw reader.Invalid("a register is outside the sketch");
            }

            registers[index] = (byte)(entry & ((1 << RankBits) - 1));
        }
    }

    private static void Pack(ReadOnlySpan<byte> registers, Span<byte> packed)
    {
        for (int from = 0, to = 0; from < registers.Length; from += 4, to += 3)
        {
            var four = registers[from] | (registers[from + 1] << 6) | (registers[from + 2] << 12) | (registers[from + 3] << 18);
            packed[to] = (byte)four;
            packed[to + 1] = (byte)(four >> 8);
            packed[to + 2] = (byte)(four >> 16);
        }
    }

    private static void Unpack(ReadOnlySpan<byte> packed, Span<byte> registers)
    {
        for (int from = 0, to = 0; from < packed.Length; from += 3, to += 4)
        {
            var four = packed[from] | (packed[from + 1] << 8) | (packed[from + 2] << 16);
            registers[to] = (byte)(four & 63);
            registers[to + 1] = (byte)((four >> 6) & 63);
            registers[to + 2] = (byte)((four >> 12) & 63);
            registers[to + 3] = (byte)(four >> 18);
        }
    }
}
