using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views.Segments;
using AgentMonitor.Sqlite.Views.Sightings;

namespace AgentMonitor.Sqlite.Views;

/// <summary>
/// Writes the id index, the lists, the running set and who was seen: what projected records leave besides their
/// numbers. Every record has its id in a segment; a finished one is listed there as well, one that is running in tables of its own,
/// since it will be replaced.
/// </summary>
internal sealed class ListTables : IDisposable
{
    private readonly RunningTable _running;
    private readonly SegmentWriter _segments;
    private readonly SightingTables _sightings;
    private readonly Statement _move;
    private readonly Statement _keepFrom;
    private readonly List<IdEntry> _ids = [];
    private readonly List<ListEntry> _lists = [];
    private long _firstKept;

    public ListTables(Connection connection, SegmentCatalog catalog, SegmentLimits limits)
    {
        _running = new RunningTable(connection);
        _segments = new SegmentWriter(connection, catalog, limits);
        _sightings = new SightingTables(connection);
        _move = connection.Prepare("UPDATE meta SET indexed = ?1");
        _keepFrom = connection.Prepare("UPDATE meta SET first_kept = ?1");
        Indexed = connection.ReadNumber("SELECT indexed FROM meta");
        _firstKept = connection.ReadNumber("SELECT first_kept FROM meta");
    }

    /// <summary>The last record that is in here, if it had to be.</summary>
    public long Indexed { get; private set; }

    public SightingTables Sightings => _sightings;

    public SessionsTable Sessions => _sightings.Sessions;

    public EscalationsTable Escalations => _sightings.Escalations;

    /// <summary>Adds the records of a page that are not in here yet, and goes on to its end.</summary>
    public void Add(IReadOnlyList<FeedItem> items, long? position)
    {
        _ids.Clear();
        _lists.Clear();
        var (first, last) = (0L, Indexed);
        foreach (var item in items)
        {
            if (item.Lsn > last)
            {
                first = first == 0 ? item.Lsn : first;
                last = item.Lsn;
                Add(item.Execution, HashedItem.HashOf(item), item.Lsn);
                _sightings.Take(item);
            }
        }

        _sightings.Write();

        if (_ids.Count > 0)
        {
            _segments.Append(_ids, _lists, first, last);
            _segments.Advance(_ids.Count + _lists.Count, _firstKept);
        }

        Indexed = Math.Max(last, position ?? 0);
        _move.Bind(1, Indexed).Run();
    }

    /// <summary>Records before this one are deleted: they are no longer found, and go with the next merge.</summary>
    public void DeleteBefore(long sequence)
    {
        _firstKept = sequence;
        _keepFrom.Bind(1, sequence).Run();
        _segments.DropBefore(sequence);
    }

    /// <summary>The first segment that reaches beyond the record, and whether each of these ids is known in it.</summary>
    public Segment? SegmentAfter(long sequence) => _segments.After(sequence);

    public bool KnowsAll(long segment, IEnumerable<IdEntry> ids) => _segments.KnowsAll(segment, ids);

    /// <summary>Begins to write a segment anew; false: it is no more.</summary>
    public bool TryBeginAnew(long segment, Relisted relisted) => _segments.TryBeginAnew(segment, relisted, _firstKept);

    /// <summary>Goes on with it; false: there is nothing left to do, or it was lost to a fault.</summary>
    public bool AdvanceAnew(int entries) => _segments.AdvanceAnew(entries);

    /// <summary>Clears away so many blocks of segments that are no more; false: there are none.</summary>
    public bool ClearDiscarded(int blocks) => _segments.ClearDiscarded(blocks);

    public List<RunningRow> Running() => _running.All();

    public void EraseRunning(RunningRow row, IdHash? now) => _running.Erase(row, now);

    public void Publish(long version) => _segments.Publish(version);

    public void Dispose()
    {
        _running.Dispose();
        _segments.Dispose();
        _sightings.Dispose();
        _move.Dispose();
        _keepFrom.Dispose();
    }

    private void Add(Execution execution, IdHash id, long sequence)
    {
        var late = execution.IsLate;
        _ids.Add(new IdEntry(id, sequence, late));
        if (late)
        {
            return;
        }

        Span<byte> hash = stackalloc byte[IdHash.Length];
        id.Write(hash);
        _running.Stop(hash);
        if (execution.Status.IsFinal())
        {
            ListedUnder.Collect(execution, sequence, _lists);
        }
        else
        {
            _running.Run(hash, execution, sequence);
        }
    }
}
