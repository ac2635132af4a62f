using System.Buffers.Binary;
using AgentMonitor.Sqlite.Log;

namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>
/// A sorted stretch of ids: first all hashes, then a mark for each, which is the distance of its record from the
/// segment's first, doubled, plus one for a late completion.
/// </summary>
internal readonly ref struct IdBlock
{
    private const int HashLength = IdHash.Length;
    private const int MarkLength = sizeof(uint);
    private readonly ReadOnlySpan<byte> _hashes;
    private readonly ReadOnlySpan<byte> _marks;
    private readonly long _first;

    public IdBlock(ReadOnlySpan<byte> stored, long first)
    {
        var body = SegmentBytes.Open(stored);
        (Count, var rest) = Math.DivRem(body.Length, HashLength + MarkLength);
        _ = rest == 0 ? 0 : throw SegmentBytes.Damaged();
        _hashes = body[..(Count * HashLength)];
        _marks = body[_hashes.Length..];
        _first = first;
    }

    public int Count { get; }

    public IdEntry this[int place]
    {
        get
        {
            var mark = BinaryPrimitives.ReadUInt32LittleEndian(_marks[(place * MarkLength)..]);
            return new(High(place), Low(place), _first + (mark >> 1), (mark & 1) != 0);
        }
    }

    public static void Write(ReadOnlySpan<IdEntry> entries, long first, ByteBuffer into)
    {
        into.Clear();
        var length = entries.Length * (HashLength + MarkLength);
        var hash = into.GetSpan(length);
        var mark = hash[(entries.Length * HashLength)..];
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(hash, entry.High);
            BinaryPrimitives.WriteUInt64LittleEndian(hash[sizeof(ulong)..], entry.Low);
            BinaryPrimitives.WriteUInt32LittleEndian(mark, checked((uint)(entry.Sequence - first) << 1) | (entry.Late ? 1u : 0));
            hash = hash[HashLength..];
            mark = mark[MarkLength..];
        }

        into.Advance(length);
        SegmentBytes.Seal(into);
    }

    /// <summary>The place of the id's oldest record here, or where it would be.</summary>
    public int Find(ulong high, ulong low)
    {
        var (from, to) = (0, Count);
        while (from < to)
        {
            var middle = (from + to) >> 1;
            var at = High(middle);
            if (at < high || (at == high && Low(middle) < low))
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }

        return from;
    }

    private ulong High(int place) => BinaryPrimitives.ReadUInt64LittleEndian(_hashes[(place * HashLength)..]);

    private ulong Low(int place) => BinaryPrimitives.ReadUInt64LittleEndian(_hashes[((place * HashLength) + sizeof(ulong))..]);
}
