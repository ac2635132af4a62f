using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>
/// Looks up ids and lists, as of one state of views.db from <see cref="BeginSnapshot"/> to <see cref="EndSnapshot"/>.
/// Which segments that state has is read with it, so that a merge can take none away while it is looked at.
/// </summary>
internal sealed class SegmentReader(Connection connection, SegmentCatalog catalog) : IDisposable
{
    private readonly Statement _begin = connection.Prepare("BEGIN");
    private readonly Statement _end = connection.Prepare("COMMIT");
    private readonly Statement _state = connection.Prepare("SELECT version, first_kept FROM meta");
    private readonly SegmentLoader _loader = new(connection);
    private readonly BlockReader _blocks = new(connection);
    private readonly List<long> _numbers = [];
    private SegmentSet _set = SegmentSet.Empty;
    private bool _inSnapshot;

    /// <summary>What comes before it, retention has deleted.</summary>
    public long FirstKept { get; private set; }

    public void BeginSnapshot()
    {
        _begin.Run();
        _inSnapshot = true;
        _state.Step();
        var version = _state.Number(0);
        FirstKept = _state.Number(1);
        _state.Reset();
        if (_set.Version != version)
        {
            var current = catalog.Current;
            _set = current.Version == version
                ? current
                : new SegmentSet(version, _loader.Load(id => current.Find(id) ?? _set.Find(id)));
        }
    }

    public void EndSnapshot()
    {
        if (_inSnapshot)
        {
            _inSnapshot = false;
            _blocks.Reset();
            _end.Run();
        }
    }

    /// <summary>The newest record of an id, and the newest that came too late; 0 for none.</summary>
    public KnownId Find(IdHash hash)
    {
        var (high, low) = ((ulong)(hash.Value >> 64), (ulong)hash.Value);
        var known = default(KnownId);
        for (var i = _set.Segments.Count - 1; i >= 0; i--)
        {
            var segment = _set.Segments[i];
            if (segment.Filter.MayHold(high, low))
            {
                Look(segment, high, low, ref known);
            }
        }

        return known;
    }

    /// <summary>Numbers under a key below <paramref name="before"/>, newest first.</summary>
    public List<long> Listed(long key, long before, int limit)
    {
        var listed = new List<long>();
        for (var i = _set.Segments.Count - 1; i >= 0 && listed.Count < limit; i--)
        {
            if (_set.Segments[i] is var segment && segment.First < before && segment.Last >= FirstKept)
            {
                Collect(segment, new ListEntry(key, before), limit, listed);
            }
        }

        return listed;
    }

    public void Dispose()
    {
        _begin.Dispose();
        _end.Dispose();
        _state.Dispose();
        _loader.Dispose();
        _blocks.Dispose();
    }

    private void Look(Segment segment, ulong high, ulong low, ref KnownId known)
    {
        var block = _blocks.Ids(segment, Segment.PartitionOf(high, segment.PartitionBits));
        for (var i = block.Find(high, low); i < block.Count && block[i] is var entry && entry.High == high && entry.Low == low; i++)
        {
            if (entry.Sequence >= FirstKept)
            {
                known = entry.Late
                    ? known with { LateSequence = Math.Max(known.LateSequence, entry.Sequence) }
                    : known with { Sequence = Math.Max(known.Sequence, entry.Sequence) };
            }
        }
    }

    // Backwards from the last block that may hold the key; the blocks before it may, as long as they begin with it.
    private void Collect(Segment segment, ListEntry before, int limit, List<long> listed)
    {
        for (var block = segment.BlockBefore(before); block >= 0 && listed.Count < limit; block--)
        {
            ReadKey(_blocks.List(segment, block), before.Key);
            for (var i = _numbers.Count - 1; i >= 0 && listed.Count < limit && _numbers[i] >= FirstKept; i--)
            {
                if (_numbers[i] < before.Sequence)
                {
                    listed.Add(_numbers[i]);
                }
            }

            if (segment.Fences[block].Key != before.Key)
            {
                return;
            }
        }
    }

    private void ReadKey(ListBlock block, long key)
    {
        _numbers.Clear();
        while (block.MoveNextKey())
        {
            if (block.Key == key)
            {
                block.ReadInto(_numbers);
                return;
            }
        }
    }
}
