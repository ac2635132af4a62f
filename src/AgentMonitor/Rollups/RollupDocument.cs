namespace AgentMonitor.Rollups;

/// <summary>
/// The cells of one bucket, packed. Slice 0 also carries the fence that makes applying a page idempotent: for each
/// shard the highest LSN whose contributions are in the bucket's slices, which are only ever saved together.
/// </summary>
public sealed partial class RollupDocument(RollupKey key, int slice)
{
    // Thousands of small documents are encoded for every page; they take turns in two buffers.
    private readonly SortedList<int, long> _applied = [];

    private readonly RollupCells _cells = new();

    // Unchanged cells are copied from here into the next encoding, which then takes its place.
    private byte[] _body = [];

    private int _bodyLength;

    private bool _isEncoded;

    public RollupKey Key { get; } = key;

    public int Slice { get; } = slice;

    /// <summary>The stored version; null for a document that is not stored yet.</summary>
    public string? ETag { get; private set; }

    /// <summary>Whether it says more than what is stored.</summary>
    public bool HasChanged { get; private set; }

    public IReadOnlyDictionary<string, Rollup> Cells => _cells;

    /// <summary>Those of its cells that are wanted, for once; they are not kept as objects.</summary>
    internal IEnumerable<KeyValuePair<string, Rollup>> ReadThrough(Func<string, bool> wanted) => _cells.ReadThrough(wanted);

    /// <summary>The totals alone of the cells that are wanted, which costs a small part of a cell.</summary>
    internal IEnumerable<KeyValuePair<string, Totals>> ReadTotals(Func<string, bool> wanted) => _cells.ReadTotals(wanted);

    /// <summary>Whether a cell is stored in both as the same bytes, or in neither; not certain of cells that were changed.</summary>
    internal bool HasSame(string name, RollupDocument other) => _cells.HasSame(name, other._cells);

    /// <summary>About how much memory it takes: its stored form, and the cells that are held as objects.</summary>
    internal long HeldBytes => _body.Length + _cells.HeldBytes;

    internal int EncodedLength => Encode().Length;

    public IReadOnlyDictionary<int, long> Applied => _applied;

    /// <summary>Through which repricings it is counted; that of slice 0 speaks for all slices.</summary>
    public AppliedLens Lens { get; private set; }

    /// <summary>Told by the store: what this says now is stored, as this version.</summary>
    public void StoredAs(string etag)
    {
        ETag = etag;
        HasChanged = false;
    }

    public bool IsApplied(int shard, long lsn) => _applied.TryGetValue(shard, out var applied) && lsn <= applied;

    public void RaiseFence(int shard, long lsn)
    {
        Touch();
        _applied[shard] = Math.Max(lsn, _applied.GetValueOrDefault(shard, long.MinValue));
    }

    internal void CountThrough(AppliedLens lens)
    {
        Touch();
        Lens = lens;
    }

    /// <summary>The cell of this name to add to, made empty if there is none.</summary>
    public Rollup Cell(string name)
    {
        Touch();
        return _cells.Change(name);
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
            _cells.Replace(name, cell);
        }
    }

    /// <summary>Moves the upper half of the cells, in ordinal order, to a new slice.</summary>
    internal RollupDocument SplitOff(int newSlice)
    {
        Touch();
        var other = new RollupDocument(Key, newSlice);
        other.Touch();
        _cells.SplitTo(other._cells);
        return other;
    }

    /// <summary>Equal documents give equal bytes. They are good until the next change.</summary>
    public ReadOnlyMemory<byte> Encode()
    {
        if (!_isEncoded)
        {
            EncodeNow();
        }

        return _body.AsMemory(0, _bodyLength);
    }

    private void Touch()
    {
        HasChanged = true;
        _isEncoded = false;
    }

    private void EncodeNow()
    {
        var writers = DocumentWriters.Take();
        var writer = writers.Document;
        WriteFormat(writer);
        writer.WriteUnsigned((ulong)_applied.Count);
        foreach (var (shard, lsn) in _applied)
        {
            writer.WriteUnsigned((ulong)shard);
            writer.WriteSigned(lsn);
        }

        _cells.Write(writer, writers.Cell);
        Checksum.Append(writer);
        KeepAsBody(writer.Written.Span);
        writers.Return();
        _isEncoded = true;
    }

    // With room to grow: an open bucket is encoded for every page.
    private void KeepAsBody(ReadOnlySpan<byte> encoded)
    {
        if (_body.Length < encoded.Length)
        {
            _body = GC.AllocateUninitializedArray<byte>(encoded.Length + (encoded.Length / 4));
        }

        encoded.CopyTo(_body);
        _bodyLength = encoded.Length;
        _cells.StandIn(_body);
    }

    /// <summary>Reads what <see cref="Encode"/> wrote; anything else is an <see cref="InvalidDataException"/>.</summary>
    public static RollupDocument Decode(RollupKey key, int slice, ReadOnlySpan<byte> body)
    {
        var document = new RollupDocument(key, slice) { _body = body.ToArray(), _bodyLength = body.Length, _isEncoded = true };
        var reader = new CompactReader(Checksum.Strip(document._body));
        document.ReadFormat(ref reader);
        for (var left = reader.ReadCount(); left > 0; left--)
        {
            document._applied[(int)reader.ReadAtMost(int.MaxValue, "a shard")] = reader.ReadSigned();
        }

        document._cells.Read(ref reader, document._body);
        reader.ReadEnd();
        return document;
    }
}
