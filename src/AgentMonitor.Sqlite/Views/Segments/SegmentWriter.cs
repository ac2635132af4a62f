using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>
/// Appends a segment for each projected page and merges older ones, a bounded part in each page's transaction, so that
/// no page waits for a large merge. A merge that was under way when the process ended begins anew.
/// </summary>
internal sealed class SegmentWriter : IDisposable
{
    // Entries merged for each entry appended: a large merge ends long before the next one is due.
    private const int Pace = 4;
    private const int BlocksCleared = 256;

    private readonly SegmentTable _table;
    private readonly BlockReader _blocks;
    private readonly SegmentCatalog _catalog;
    private readonly SegmentLimits _limits;
    private readonly List<Segment> _segments;
    private SegmentMerge? _merge;

    public SegmentWriter(Connection connection, SegmentCatalog catalog, SegmentLimits limits)
    {
        _table = new SegmentTable(connection);
        _blocks = new BlockReader(connection);
        (_catalog, _limits) = (catalog, limits);
        using var loader = new SegmentLoader(connection);
        _segments = loader.Load(catalog.Current.Find);
    }

    /// <summary>Numbers of all entries are above those of every earlier call. The lists are left sorted.</summary>
    public void Append(List<IdEntry> ids, List<ListEntry> lists, long first, long last)
    {
        ids.Sort();
        lists.Sort();
        var draft = new SegmentDraft(_table, _table.NextId(), first, last, ids.Count);
        ids.ForEach(draft.Add);
        lists.ForEach(draft.Add);
        _segments.Add(draft.Finish());
    }

    /// <summary>The work that so many new entries owe.</summary>
    public void Advance(int entries, long firstKept)
    {
        if (!TryMergeNewest(firstKept) && _merge is { } merge && merge.Advance((entries * Pace) + _limits.LeastStep))
        {
            Finish(merge);
            _merge = null;
        }

        _table.Clear(BlocksCleared, except: _merge?.Draft.Id ?? 0);
    }

    /// <summary>Drops segments all of whose records retention has deleted.</summary>
    public void DropBefore(long firstKept)
    {
        while (_segments is [{ } oldest, ..] && oldest.Last < firstKept && _merge?.Inputs.Contains(oldest) != true)
        {
            Remove([oldest]);
        }
    }

    /// <summary>The first segment that reaches beyond a record.</summary>
    public Segment? After(long sequence) => _segments.Find(segment => segment.Last > sequence);

    /// <summary>Whether a segment has each of these ids; one that is no more has none.</summary>
    public bool KnowsAll(long segment, IEnumerable<IdEntry> ids) =>
        _segments.Find(other => other.Id == segment) is { } known && ids.All(id => Knows(known, id));

    /// <summary>
    /// Begins to write a segment anew. A merge that is under way is given up, since it may have copied what is to go.
    /// </summary>
    public bool TryBeginAnew(long segment, Relisted relisted, long firstKept)
    {
        if (_segments.Find(other => other.Id == segment) is not { } old)
        {
            return false;
        }

        var draft = new SegmentDraft(_table, _table.NextId(), old.First, old.Last, old.Ids + relisted.Ids.Count);
        _table.Discard(draft.Id);
        _merge = new SegmentMerge([old], draft, _blocks, firstKept, relisted);
        return true;
    }

    /// <summary>Goes on with writing a segment anew; false: that is over.</summary>
    public bool AdvanceAnew(int entries)
    {
        if (_merge is not { IsAnew: true } merge)
        {
            return false;
        }

        if (merge.Advance(entries))
        {
            Finish(merge);
            _merge = null;
        }

        return _merge is not null;
    }

    public bool ClearDiscarded(int blocks) => _table.Clear(blocks, except: _merge?.Draft.Id ?? 0) > 0;

    /// <summary>Call after the commit, with the version it made.</summary>
    public void Publish(long version) => _catalog.Publish(new SegmentSet(version, [.. _segments]));

    public void Dispose()
    {
        _table.Dispose();
        _blocks.Dispose();
    }

    private bool Knows(Segment segment, IdEntry id)
    {
        var block = _blocks.Ids(segment, Segment.PartitionOf(id.High, segment.PartitionBits));
        var place = block.Find(id.High, id.Low);
        var knows = place < block.Count && block[place].IsSameId(id);
        _blocks.Reset();
        return knows;
    }

    // While a large merge is under way, only small ones of what came after it are looked for.
    private bool TryMergeNewest(long firstKept)
    {
        var from = _merge is null ? 0 : _segments.IndexOf(_merge.Inputs[^1]) + 1;
        var free = _segments[from..];
        var inputs = free[MergePolicy.Next(free, _merge is null ? _limits.MostIds : _limits.MostIdsAtOnce)];
        if (inputs.Count == 0)
        {
            return false;
        }

        if (inputs.Sum(input => input.Ids) <= _limits.MostIdsAtOnce)
        {
            var merge = Begin(inputs, firstKept);
            merge.Advance(int.MaxValue);
            Finish(merge);
            return true;
        }

        _merge = Begin(inputs, firstKept);
        return false;
    }

    private SegmentMerge Begin(List<Segment> inputs, long firstKept)
    {
        var draft = new SegmentDraft(_table, _table.NextId(), inputs[0].First, inputs[^1].Last, inputs.Sum(input => input.Ids));
        _table.Discard(draft.Id);
        return new SegmentMerge(inputs, draft, _blocks, firstKept);
    }

    private void Finish(SegmentMerge merge)
    {
        var place = _segments.IndexOf(merge.Inputs[0]);
        _table.Keep(merge.Draft.Id);
        _segments.Insert(place, merge.Draft.Finish());
        Remove(merge.Inputs);
    }

    private void Remove(IReadOnlyList<Segment> segments)
    {
        foreach (var segment in segments)
        {
            _segments.Remove(segment);
            _table.Delete(segment.Id);
            _table.Discard(segment.Id);
        }
    }
}
