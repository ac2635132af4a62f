using AgentMonitor.Rollups;

namespace AgentMonitor.Sqlite.Views;

/// <summary>
/// Decoded documents by their version, so that an unchanged one is not decoded again. They are shared and read only.
/// Bounded by the size of their stored form; the least recently used goes first.
/// </summary>
internal sealed class DocumentCache(long capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(RollupKey Key, int Slice), LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();
    private long _bytes;

    public RollupDocument? Find(RollupKey key, int slice, long version)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue((key, slice), out var node) || node.Value.Version != version)
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Document;
        }
    }

    public void Add(RollupDocument document, long version, int bytes)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue((document.Key, document.Slice), out var older))
            {
                Remove(older);
            }

            _entries[(document.Key, document.Slice)] = _byUse.AddFirst(new Entry(document, version, bytes));
            _bytes += bytes;
            while (_bytes > capacity && _byUse.Last is { } oldest)
            {
                Remove(oldest);
            }
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _entries.Remove((node.Value.Document.Key, node.Value.Document.Slice));
        _bytes -= node.Value.Bytes;
    }

    private readonly record struct Entry(RollupDocument Document, long Version, int Bytes);
}
