namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>The entries of several cursors in one order.</summary>
internal sealed class SortedMerge<T>
    where T : struct, IComparable<T>
{
    private readonly List<SegmentCursor<T>> _cursors;

    public SortedMerge(IEnumerable<SegmentCursor<T>> cursors) => _cursors = [.. cursors.Where(cursor => cursor.MoveNext())];

    public bool TryNext(out T entry)
    {
        if (_cursors.Count == 0)
        {
            entry = default;
            return false;
        }

        // A merge has a handful of cursors, for which looking at each is faster than a heap.
        var (least, first) = (_cursors[0].Current, 0);
        for (var i = 1; i < _cursors.Count; i++)
        {
            if (_cursors[i].Current is var other && other.CompareTo(least) < 0)
            {
                (least, first) = (other, i);
            }
        }

        entry = least;
        if (!_cursors[first].MoveNext())
        {
            _cursors.RemoveAt(first);
        }

        return true;
    }
}
