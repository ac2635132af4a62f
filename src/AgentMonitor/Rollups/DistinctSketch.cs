using System.Buffers.Binary;
using System.Text;
using AgentMonitor.Executions;

namespace AgentMonitor.Rollups;

/// <summary>
/// Counts distinct strings: exactly up to <see cref="MostExact"/>, with HyperLogLog above (standard error 0.81 %, see
/// <see cref="HyperLogLog"/>). It keeps 48 bits of each string's SHA-256, so that nobody can choose ids that collide,
/// and both forms follow from those bits: state and bytes depend on the set of strings alone, not on their order or on
/// how sketches were merged. Not safe for use by several threads at once.
/// </summary>
public sealed class DistinctSketch
{
    /// <summary>Up to here the count is exact, but for one chance in 500 million that two of 1,024 hashes agree.</summary>
    public const int MostExact = 1024;

    private const int DroppedBits = 16;
    private const int HashLength = 6;

    // Sorted 48-bit hashes while exact, then empty.
    private ulong[] _hashes = [];
    private int _used;

    private byte[]? _registers;

    internal int HeldBytes => _registers?.Length ?? (_hashes.Length * sizeof(ulong));

    /// <summary>Rises with every change and never falls: what was stored at a version stands while it is the same.</summary>
    internal long Version { get; private set; } = 1;

    /// <summary>The hash of a string: the first 8 bytes, big-endian, of the SHA-256 of its UTF-8.</summary>
    public static ulong HashOf(string value)
    {
        const int mostOnStack = 512;
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var utf8 = most <= mostOnStack ? stackalloc byte[mostOnStack] : new byte[most];
        Span<byte> hash = stackalloc byte[Sha256.Length];
        Sha256.Hash(utf8[..Encoding.UTF8.GetBytes(value, utf8)], hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    /// <summary>Of a <see cref="HashOf"/> what a sketch goes by: adding this adds the same.</summary>
    public static ulong Kept(ulong hash) => hash >> DroppedBits << DroppedBits;

    public void Add(string value) => Add(HashOf(value));

    /// <summary>Adds a string by its <see cref="HashOf"/>, so that one hash serves many sketches.</summary>
    public void Add(ulong hash)
    {
        var hash48 = hash >> DroppedBits;
        if (_registers is not null)
        {
            Version += HyperLogLog.Add(_registers, hash48) ? 1 : 0;
            return;
        }

        var index = _hashes.AsSpan(0, _used).BinarySearch(hash48);
        if (index < 0)
        {
            Insert(~index, hash48);
        }
    }

    public void Merge(DistinctSketch other)
    {
        if (_registers is null && other._registers is null)
        {
            MergeExact(other._hashes.AsSpan(0, other._used));
            return;
        }

        var registers = MakeRegisters();
        if (other._registers is not null)
        {
            Version += HyperLogLog.Merge(registers, other._registers) ? 1 : 0;
        }

        AddAll(registers, other._hashes.AsSpan(0, other._used));
    }

    /// <summary>How many distinct strings were added.</summary>
    public long Count() => _registers is null
        ? _used
        : Math.Max(MostExact + 1, (long)Math.Round(HyperLogLog.Estimate(_registers)));

    public DistinctSketch Copy() => new()
    {
        _hashes = _hashes.AsSpan(0, _used).ToArray(),
        _used = _used,
        _registers = (byte[]?)_registers?.Clone(),
    };

    /// <summary>
    /// The number of hashes and 6 bytes for each, in ascending order; or a number above <see cref="MostExact"/> and
    /// the registers.
    /// </summary>
    public void Write(CompactWriter writer)
    {
        if (_registers is not null)
        {
            writer.WriteUnsigned(MostExact + 1);
            RegisterBytes.Write(writer, _registers);
            return;
        }

        writer.WriteUnsigned((ulong)_used);
        var bytes = writer.WriteRaw(_used * HashLength);
        foreach (var hash48 in _hashes.AsSpan(0, _used))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)hash48);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], (ushort)(hash48 >> 32));
            bytes = bytes[HashLength..];
        }
    }

    public static DistinctSketch Read(ref CompactReader reader)
    {
        var used = (int)reader.ReadAtMost(MostExact + 1, "the form of a distinct count");
        return used > MostExact
            ? new DistinctSketch { _registers = RegisterBytes.Read(ref reader) }
            : new DistinctSketch { _hashes = ReadHashes(ref reader, used), _used = used };
    }

    private static ulong[] ReadHashes(ref CompactReader reader, int used)
    {
        var bytes = reader.ReadRaw(used * HashLength);
        var hashes = new ulong[used];
        for (var index = 0; index < used; index++, bytes = bytes[HashLength..])
        {
            hashes[index] = BinaryPrimitives.ReadUInt32LittleEndian(bytes) | ((ulong)BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]) << 32);
            if (index > 0 && hashes[index] <= hashes[index - 1])
            {
                throw reader.Invalid("hashes do not ascend");
            }
        }

        return hashes;
    }

    private void Insert(int index, ulong hash48)
    {
        if (_used == MostExact)
        {
            AddAll(MakeRegisters(), [hash48]);
            return;
        }

        if (_used == _hashes.Length)
        {
            Array.Resize(ref _hashes, Math.Clamp(_used * 2, 4, MostExact));
        }

        _hashes.AsSpan(index, _used - index).CopyTo(_hashes.AsSpan(index + 1));
        _hashes[index] = hash48;
        _used++;
        Version++;
    }

    private void MergeExact(ReadOnlySpan<ulong> other)
    {
        Span<ulong> union = stackalloc ulong[2 * MostExact];
        var count = Unite(_hashes.AsSpan(0, _used), other, union);
        if (count > MostExact)
        {
            AddAll(MakeRegisters(), other);
        }
        else if (count > _used)
        {
            _hashes = count <= _hashes.Length ? _hashes : new ulong[count];
            union[..count].CopyTo(_hashes);
            _used = count;
            Version++;
        }
    }

    private void AddAll(byte[] registers, ReadOnlySpan<ulong> hashes)
    {
        foreach (var hash48 in hashes)
        {
            Version += HyperLogLog.Add(registers, hash48) ? 1 : 0;
        }
    }

    /// <summary>The sorted union of two sorted sets; returns how many it holds.</summary>
    private static int Unite(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> union)
    {
        var (l, r, count) = (0, 0, 0);
        while (l < left.Length && r < right.Length)
        {
            var next = Math.Min(left[l], right[r]);
            l += left[l] == next ? 1 : 0;
            r += right[r] == next ? 1 : 0;
            union[count++] = next;
        }

        left[l..].CopyTo(union[count..]);
        right[r..].CopyTo(union[(count + left.Length - l)..]);
        return count + left.Length - l + right.Length - r;
    }

    private byte[] MakeRegisters()
    {
        if (_registers is not null)
        {
            return _registers;
        }

        _registers = new byte[HyperLogLog.Registers];
        foreach (var hash48 in _hashes.AsSpan(0, _used))
        {
            HyperLogLog.Add(_registers, hash48);
        }

        (_hashes, _used) = ([], 0);
        Version++;
        return _registers;
    }
}
