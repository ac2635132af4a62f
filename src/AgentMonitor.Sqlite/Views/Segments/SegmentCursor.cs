namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>Steps through a segment's entries, a block at a time. Keeps its place between transactions.</summary>
internal sealed class SegmentCursor<T>(int blocks, Action<int, List<T>> read)
{
    private readonly List<T> _entries = [];
    private int _block;
    private int _next;

    public T Current { get; private set; } = default!;

    public bool MoveNext()
    {
        while (_next == _entries.Count)
        {
            if (_block == blocks)
            {
                return false;
            }

            _entries.Clear();
            _next = 0;
            read(_block++, _entries);
        }

        Current = _entries[_next++];
        return true;
    }
}
