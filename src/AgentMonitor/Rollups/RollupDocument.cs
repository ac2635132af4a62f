using System.Buffers;

namespace AgentMonitor.Rollups;

/// <summary>
/// The cells of one bucket, packed. Slice 0 also carries the fence that makes applying a page idempotent: for each
/// shard the highest LSN whose contributions are in the bucket's slices, which are only ever saved together.
/// </summary>
public sealed partial class RollupDocument(RollupKey key, int slice)
{
    private const ulong FormatVersion = 1;

    // Thousands of small documents are encoded for every page; they take turns in one buffer.
    [ThreadStatic]
    private static CompactWriter? _writer;

    private readonly SortedDictionary<int, long> _applied = [];

    private readonly Dictionary<string, Rollup> _cells = new(StringComparer.Ordinal);

    // Lent by the array pool: a hot document is large, and encoded for every page.
    private byte[]? _encoded;

    private int _encodedLength;

    public RollupKey Key { get; } = key;

    public int Slice { get; } = slice;

    /// <summary>The stored version; null for a document that is not stored yet.</summary>
    public string? ETag { get; private set; }

    /// <summary>Whether it says more than what is stored.</summary>
    public bool HasChanged { get; private set; }

    public IReadOnlyDictionary<string, Rollup> Cells => _cells;

    internal int EncodedLength => Encode().Length;

    public IReadOnlyDictionary<int, long> Applied => _applied;

    /// <summary>Told by the store: what this says now is stored, as this version.</summary>
    public void StoredAs(string etag)
    {
        ETag = etag;
        HasChanged = false;
        DropEncoded();
    }

    public bool IsApplied(int shard, long lsn) => _applied.TryGetValue(shard, out var applied) && lsn <= applied;

    public void RaiseFence(int shard, long lsn)
    {
        Touch();
        _applied[shard] = Math.Max(lsn, _applied.GetValueOrDefault(shard, long.MinValue));
    }

    /// <summary>The cell of this name to add to, made empty if there is none.</summary>
    public Rollup Cell(string name)
    {
        Touch();
        if (!_cells.TryGetValue(name, out var cell))
        {
            _cells.Add(name, cell = new Rollup());
        }

        return cell;
    }

    /// <summary>Puts <paramref name="cell"/> in place of the one of this name; null takes it away.</summary>
    internal void Replace(string name, Rollup? cell)
    {
        Touch();
        if (cell is null)
        {
            _cells.Remove(name);
        }
        else
        {
            _cells[name] = cell;
        }
    }

    /// <summary>Moves the upper half of the cells, in ordinal order, to a new slice.</summary>
    internal RollupDocument SplitOff(int newSlice)
    {
        Touch();
        var other = new RollupDocument(Key, newSlice);
        other.Touch();
        foreach (var name in _cells.Keys.Order(StringComparer.Ordinal).Skip((_cells.Count + 1) / 2).ToList())
        {
            other._cells.Add(name, _cells[name]);
            _cells.Remove(name);
        }

        return other;
    }

    /// <summary>
    /// Equal documents give equal bytes. They are good until the next change or until the document is stored, for
    /// whoever weighs it and then saves it.
    /// </summary>
    public ReadOnlyMemory<byte> Encode() => (_encoded ?? EncodeNow()).AsMemory(0, _encodedLength);

    private void Touch()
    {
        HasChanged = true;
        DropEncoded();
    }

    private void DropEncoded()
    {
        if (_encoded is { } encoded)
        {
            _encoded = null;
            ArrayPool<byte>.Shared.Return(encoded);
        }
    }

    private byte[] EncodeNow()
    {
        var writer = _writer ??= new CompactWriter(capacity: 64 * 1024);
        writer.Clear();
        WriteFormat(writer);
        writer.WriteUnsigned((ulong)_applied.Count);
        foreach (var (shard, lsn) in _applied)
        {
            writer.WriteUnsigned((ulong)shard);
            writer.WriteSigned(lsn);
        }

        writer.WriteUnsigned((ulong)_cells.Count);
        foreach (var name in _cells.Keys.Order(StringComparer.Ordinal))
        {
            writer.WriteString(name);
            _cells[name].Write(writer);
        }

        _encodedLength = writer.Length;
        _encoded = ArrayPool<byte>.Shared.Rent(_encodedLength);
        writer.Written.CopyTo(_encoded);
        return _encoded;
    }

    /// <summary>Reads what <see cref="Encode"/> wrote; anything else is an <see cref="InvalidDataException"/>.</summary>
    public static RollupDocument Decode(RollupKey key, int slice, ReadOnlySpan<byte> body)
    {
        var document = new RollupDocument(key, slice);
        var reader = new CompactReader(body);
        document.ReadFormat(ref reader);
        for (var left = reader.ReadCount(); left > 0; left--)
        {
            document._applied[(int)reader.ReadAtMost(int.MaxValue, "a shard")] = reader.ReadSigned();
        }

        for (var left = reader.ReadCount(); left > 0; left--)
        {
            document._cells[reader.ReadString()] = Rollup.Read(ref reader);
        }

        reader.ReadEnd();
        return document;
    }
}
