using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace AgentMonitor.Rollups;

/// <summary>
/// A document's cells by name. What is in stored form stays in it until it is asked for, and is copied as it is when
/// the document is encoded; so a page costs the cells that it touches, not those that stand beside them. Readers may
/// share it: two that read a cell at the same moment get one each, of equal content.
/// </summary>
internal sealed class RollupCells : IReadOnlyDictionary<string, Rollup>
{
    private readonly Dictionary<string, CellEntry> _entries = new(StringComparer.Ordinal);

    // In ordinal order; null after a cell came or went.
    private string[]? _names;

    // What entries in stored form point into.
    private ReadOnlyMemory<byte> _body;

    public int Count => _entries.Count;

    public IEnumerable<string> Keys => _entries.Keys;

    public IEnumerable<Rollup> Values => _entries.Values.Select(Get);

    /// <summary>About how much memory the cells take that are held as objects; of those that changed, as they were written last.</summary>
    public long HeldBytes { get; private set; }

    public Rollup this[string key] => Get(_entries[key]);

    public bool ContainsKey(string key) => _entries.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Rollup value)
    {
        value = _entries.TryGetValue(key, out var entry) ? Get(entry) : null;
        return value is not null;
    }

    public IEnumerator<KeyValuePair<string, Rollup>> GetEnumerator() =>
        _entries.Select(entry => KeyValuePair.Create(entry.Key, Get(entry.Value))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// Every cell whose name is wanted, those in stored form decoded for this once, so that going through leaves nothing
    /// in memory.
    /// </summary>
    public IEnumerable<KeyValuePair<string, Rollup>> ReadThrough(Func<string, bool> wanted) =>
        from entry in _entries
        where wanted(entry.Key)
        select KeyValuePair.Create(entry.Key, entry.Value.Cell ?? Decode(entry.Value));

    /// <summary>The totals of every cell whose name is wanted: the sketches behind them are most of a cell, and stay as they are.</summary>
    public IEnumerable<KeyValuePair<string, Totals>> ReadTotals(Func<string, bool> wanted) =>
        from entry in _entries
        where wanted(entry.Key)
        select KeyValuePair.Create(entry.Key, entry.Value.Cell?.Totals ?? DecodeTotals(entry.Value));

    /// <summary>Whether both have this cell in stored form, to the byte the same, or neither has it.</summary>
    public bool HasSame(string name, RollupCells other)
    {
        var (mine, theirs) = (_entries.GetValueOrDefault(name), other._entries.GetValueOrDefault(name));
        return mine is null || theirs is null
            ? mine == theirs
            : !mine.HasChanged && !theirs.HasChanged && Stored(mine).SequenceEqual(other.Stored(theirs));
    }

    /// <summary>The cell of this name to add to, made empty if there is none.</summary>
    public Rollup Change(string name)
    {
        if (!_entries.TryGetValue(name, out var entry))
        {
            Add(name, entry = new CellEntry { Cell = new Rollup(), HasChanged = true });
        }

        var cell = Get(entry);
        entry.HasChanged = true;
        return cell;
    }

    public void Replace(string name, Rollup cell)
    {
        Remove(name);
        Add(name, new CellEntry { Cell = cell, HasChanged = true });
    }

    public void Remove(string name)
    {
        if (_entries.Remove(name, out var entry))
        {
            Weigh(entry, 0);
            _names = null;
        }
    }

    public void Clear()
    {
        _entries.Clear();
        _names = null;
        HeldBytes = 0;
    }

    /// <summary>Moves the upper half, in ordinal order, to <paramref name="other"/>.</summary>
    public void SplitTo(RollupCells other)
    {
        var names = Names();
        foreach (var name in names[((names.Length + 1) / 2)..])
        {
            other.Replace(name, Change(name));
            Remove(name);
        }
    }

    /// <summary>The number of cells, and for each its name, its length and itself, in ordinal order of the names.</summary>
    public void Write(CompactWriter writer, CompactWriter scratch)
    {
        writer.WriteUnsigned((ulong)_entries.Count);
        foreach (var name in Names())
        {
            var entry = _entries[name];
            writer.WriteString(name);
            if (entry.HasChanged)
            {
                scratch.Clear();
                WriteAnew(entry, scratch);
                writer.WriteBytes(scratch.Written.Span);
            }
            else
            {
                writer.WriteBytes(Stored(entry));
            }

            entry.At = writer.Length - entry.Length;
        }
    }

    /// <summary>What <see cref="Write"/> wrote last is in <paramref name="body"/> now, which must stay as it is.</summary>
    public void StandIn(ReadOnlyMemory<byte> body) => _body = body;

    /// <summary>Takes the cells that follow in <paramref name="body"/>, which must stay as it is.</summary>
    public void Read(ref CompactReader reader, ReadOnlyMemory<byte> body)
    {
        _body = body;
        for (var left = reader.ReadCount(); left > 0; left--)
        {
            var name = reader.ReadString();
            var length = reader.ReadBytes().Length;
            if (length == 0 || !_entries.TryAdd(name, new CellEntry { At = reader.Position - length, Length = length }))
            {
                throw reader.Invalid("a cell is empty or comes twice");
            }
        }
    }

    private void WriteAnew(CellEntry entry, CompactWriter writer)
    {
        var cell = Get(entry);
        var version = cell.DistinctVersion;
        cell.Write(writer, version == entry.DistinctVersion ? Stored(entry)[entry.Distinct] : [], out var distinct);
        (entry.Length, entry.Distinct, entry.DistinctVersion, entry.HasChanged) = (writer.Length, distinct, version, false);
        Weigh(entry, cell.HeldBytes);
    }

    private void Weigh(CellEntry entry, int bytes)
    {
        HeldBytes += bytes - entry.HeldBytes;
        entry.HeldBytes = bytes;
    }

    private ReadOnlySpan<byte> Stored(CellEntry entry) => _body.Span.Slice(entry.At, entry.Length);

    private void Add(string name, CellEntry entry)
    {
        _entries.Add(name, entry);
        _names = null;
    }

    private string[] Names()
    {
        if (_names is null)
        {
            _names = [.. _entries.Keys];
            Array.Sort(_names, StringComparer.Ordinal);
        }

        return _names;
    }

    private Rollup Get(CellEntry entry)
    {
        if (entry.Cell is { } cell)
        {
            return cell;
        }

        cell = Decode(entry, out var distinct);
        (entry.Distinct, entry.DistinctVersion) = (distinct, cell.DistinctVersion);
        Weigh(entry, cell.HeldBytes);
        return entry.Cell = cell;
    }

    private Rollup Decode(CellEntry entry) => Decode(entry, out _);

    private Rollup Decode(CellEntry entry, out Range distinct)
    {
        var reader = new CompactReader(Stored(entry));
        var cell = Rollup.Read(ref reader, out distinct);
        reader.ReadEnd();
        return cell;
    }

    private Totals DecodeTotals(CellEntry entry)
    {
        var reader = new CompactReader(Stored(entry));
        return Totals.Read(ref reader);
    }
}
