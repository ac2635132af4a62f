namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// The ids that are durable and not yet in the id index, which is written by the projector. Written by the log's
/// writer after each commit, shortened after each projected page, read by anyone.
/// </summary>
internal sealed class IdTail
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IdHash, KnownId> _known = [];
    private readonly Queue<(IdHash Hash, long Sequence)> _order = new();

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _known.Count;
            }
        }
    }

    public bool TryFind(IdHash hash, out KnownId known)
    {
        lock (_gate)
        {
            return _known.TryGetValue(hash, out known);
        }
    }

    public void Add(IReadOnlyCollection<KeyValuePair<IdHash, KnownId>> committed)
    {
        lock (_gate)
        {
            foreach (var (hash, known) in committed)
            {
                _known[hash] = known;
                _order.Enqueue((hash, known.Newest));
            }
        }
    }

    /// <summary>Drops what the index covers now. An id that was written again since stays.</summary>
    public void DropThrough(long position)
    {
        lock (_gate)
        {
            while (_order.TryPeek(out var oldest) && oldest.Sequence <= position)
            {
                _order.Dequeue();
                if (_known.TryGetValue(oldest.Hash, out var known) && known.Newest <= position)
                {
                    _known.Remove(oldest.Hash);
                }
            }
        }
    }
}
