using System.Numerics;
using System.Runtime.InteropServices;
using AgentMonitor.Sqlite.Log;

namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>
/// A segment being written: all its ids in order, then all its list entries in order. Nobody reads it before
/// <see cref="Finish"/>. Each partition gets its block, empty ones too, so that a block that is missing is damage.
/// </summary>
internal sealed class SegmentDraft
{
    private const int IdsABlock = 384;
    private readonly SegmentTable _table;
    private readonly Segment _segment;
    private readonly List<IdEntry> _ids = [];
    private readonly List<ListEntry> _fences = [];
    private readonly ByteBuffer _block = new();
    private readonly ListBlockDraft _list;
    private int _partition;
    private int _written;

    /// <summary>Over the records <paramref name="first"/> to <paramref name="last"/>, with so many ids at most.</summary>
    public SegmentDraft(SegmentTable table, long id, long first, long last, int ids)
    {
        _table = table;
        var bits = BitOperations.Log2((uint)Math.Max(1, ids / IdsABlock));
        _segment = new Segment(id, first, last, ids, bits, IdFilter.For(ids), []);
        _list = new ListBlockDraft(first);
    }

    public long Id => _segment.Id;

    public void Add(IdEntry entry)
    {
        var partition = Segment.PartitionOf(entry.High, _segment.PartitionBits);
        while (_partition < partition)
        {
            WriteIds();
        }

        // A newer record of the same kind takes the place of the older: nobody asks for that again.
        if (_ids is [.., var last] && last.IsSameId(entry) && last.Late == entry.Late)
        {
            _ids[^1] = entry;
            return;
        }

        _ids.Add(entry);
        _segment.Filter.Add(entry.High, entry.Low);
    }

    public void Add(ListEntry entry)
    {
        _list.Add(entry);
        if (_list.IsFull)
        {
            WriteList();
        }
    }

    /// <summary>The segment as readers will see it once the transaction is committed.</summary>
    public Segment Finish()
    {
        while (_partition < 1 << _segment.PartitionBits)
        {
            WriteIds();
        }

        if (!_list.IsEmpty)
        {
            WriteList();
        }

        var segment = _segment with { Ids = _written, Fences = [.. _fences] };
        _table.Insert(segment);
        _block.Release();
        _list.Release();
        return segment;
    }

    private void WriteIds()
    {
        IdBlock.Write(CollectionsMarshal.AsSpan(_ids), _segment.First, _block);
        _table.InsertIds(_segment.Id, _partition++, _block.Written);
        _written += _ids.Count;
        _ids.Clear();
    }

    private void WriteList()
    {
        _fences.Add(_list.Fence);
        _table.InsertList(_segment.Id, _fences.Count - 1, _list.Finish());
    }
}
