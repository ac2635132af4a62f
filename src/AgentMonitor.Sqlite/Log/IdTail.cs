namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// The ids that are durable and not yet in the id index, which is written by the projector. Written by the log's
/// writer after each commit, shortened after each projected page, read by anyone.
/// </summary>
internal sealed class IdTail
{
    private readonly Lock _gate = new();
    private readonly IdRing _records = new();

    // The other record of an id that has both a standing and a late one, under the number of its newest. Few do.
    private readonly Dictionary<long, long> _others = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _records.Count;
            }
        }
    }

    public bool TryFind(IdHash hash, out KnownId known)
    {
        lock (_gate)
        {
            known = _records.TryFind(hash, out var newest, out var late) ? Known(newest, late) : default;
            return known != default;
        }
    }

    /// <summary>Each is of a record newer than all before it.</summary>
    public void Add(IReadOnlyCollection<KeyValuePair<IdHash, KnownId>> committed)
    {
        lock (_gate)
        {
            foreach (var (hash, known) in committed)
            {
                var late = known.LateSequence > known.Sequence;
                _records.Add(hash, known.Newest, late);
                if (Math.Min(known.Sequence, known.LateSequence) is var other and > 0)
                {
                    _others[known.Newest] = other;
                }
            }
        }
    }

    /// <summary>Drops what the index covers now. An id that was written again since stays.</summary>
    public void DropThrough(long position)
    {
        lock (_gate)
        {
            _records.DropThrough(position);
            if (_others.Count > 0)
            {
                foreach (var dropped in _others.Keys.Where(number => number <= position).ToList())
                {
                    _others.Remove(dropped);
                }
            }
        }
    }

    private KnownId Known(long newest, bool late)
    {
        var other = _others.GetValueOrDefault(newest);
        return late ? new KnownId(other, newest) : new KnownId(newest, other);
    }
}
