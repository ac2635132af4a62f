using AgentMonitor.Executions;
using AgentMonitor.Projection;

namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// The newest durable records as the writer had them in its hands, large content left out: a projector that keeps up
/// reads them here and decodes nothing. Bounded by what they take; whoever is further behind reads the log.
/// </summary>
internal sealed class RecentRecords(long mostBytes)
{
    // What the object and its short texts come to; texts that may be long are counted beside it.
    private const int PlainBytes = 1024;

    // Leaving content out makes a copy of everything else, which is more than a little content takes.
    private const int LittleContent = 1024;

    private readonly Lock _gate = new();
    private Recent[] _ring = new Recent[1024];
    private long _first = 1;
    private long _end;
    private long _bytes;

    /// <summary>
    /// Records that follow each other, the first under this number; null for one that cannot be read. The others are
    /// known by the ids in <paramref name="known"/>, in the same order.
    /// </summary>
    public void Add(long first, List<Execution?> records, IReadOnlyList<KeyValuePair<IdHash, KnownId>> known)
    {
        lock (_gate)
        {
            if (first != _end + 1)
            {
                // After a fault the log may hold records that were never handed over.
                DropBefore(_end + 1);
                (_first, _end) = (first, first - 1);
            }

            var readable = 0;
            foreach (var record in records)
            {
                Add(record, record is null ? default : known[readable++].Key);
            }

            while (_bytes > mostBytes && _first <= _end)
            {
                DropBefore(_first + 1);
            }
        }
    }

    /// <summary>
    /// All records after one number up to another, or null if some of them are not here. Whoever asks for what comes
    /// after a number is done with what comes before it.
    /// </summary>
    public List<FeedItem>? Read(long after, long last)
    {
        lock (_gate)
        {
            DropBefore(Math.Min(after, _end) + 1);
            if (after + 1 < _first || last > _end)
            {
                return null;
            }

            var items = new List<FeedItem>((int)Math.Max(0, last - after));
            for (var sequence = after + 1; sequence <= last; sequence++)
            {
                if (_ring[sequence % _ring.Length] is not { Execution: { } execution, Hash: var hash })
                {
                    return null;
                }

                items.Add(new HashedItem(SqliteExecutionFeed.Shard, sequence, execution, hash));
            }

            return items;
        }
    }

    /// <summary>Retention has deleted what lies up to here.</summary>
    public void DropThrough(long sequence)
    {
        lock (_gate)
        {
            DropBefore(Math.Min(sequence, _end) + 1);
        }
    }

    private void Add(Execution? execution, IdHash hash)
    {
        if (_end - _first + 1 == _ring.Length)
        {
            Grow();
        }

        _end++;
        var kept = WithoutMuchContent(execution);
        _ring[_end % _ring.Length] = new Recent(kept, hash);
        _bytes += Weight(kept);
    }

    private void Grow()
    {
        var larger = new Recent[_ring.Length * 2];
        for (var sequence = _first; sequence <= _end; sequence++)
        {
            larger[sequence % larger.Length] = _ring[sequence % _ring.Length];
        }

        _ring = larger;
    }

    private void DropBefore(long sequence)
    {
        for (; _first < sequence; _first++)
        {
            ref var dropped = ref _ring[_first % _ring.Length];
            _bytes -= Weight(dropped.Execution);
            dropped = default;
        }
    }

    private static long Weight(Execution? execution) =>
        execution is null ? 0 : PlainBytes + (2 * (execution.ErrorMessage?.Length ?? 0)) + Size(execution.Content);

    private static Execution? WithoutMuchContent(Execution? execution) =>
        execution is null || Size(execution.Content) <= LittleContent ? execution : execution with { Content = ExecutionContent.None };

    private static int Size(ExecutionContent content) =>
        (content.InputData?.Length ?? 0) + (content.OutputData?.Length ?? 0) + (content.Attributes?.Length ?? 0);

    private readonly record struct Recent(Execution? Execution, IdHash Hash);
}
