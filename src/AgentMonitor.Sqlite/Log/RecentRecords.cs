using AgentMonitor.Executions;
using AgentMonitor.Projection;

namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// The newest durable records as the writer had them in its hands, content left out: a projector that keeps up reads
/// them here and parses nothing. Whoever is further behind reads the log.
/// </summary>
internal sealed class RecentRecords(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Execution?[] _ring = new Execution?[capacity];
    private long _first = 1;
    private long _end;

    /// <summary>Records that follow each other, the first under this number; null for one that cannot be read.</summary>
    public void Add(long first, List<Execution?> records)
    {
        lock (_gate)
        {
            // After a fault the log may hold records that were never handed over.
            _first = first == _end + 1 ? _first : first;
            for (var i = 0; i < records.Count; i++)
            {
                _ring[(first + i) % capacity] = WithoutContent(records[i]);
            }

            _end = first + records.Count - 1;
            _first = Math.Max(_first, _end - capacity + 1);
        }
    }

    /// <summary>All records after one number up to another, or null if some of them are not here.</summary>
    public List<FeedItem>? Read(long after, long last)
    {
        lock (_gate)
        {
            if (after + 1 < _first || last > _end)
            {
                return null;
            }

            var items = new List<FeedItem>((int)Math.Max(0, last - after));
            for (var sequence = after + 1; sequence <= last; sequence++)
            {
                if (_ring[sequence % capacity] is not { } execution)
                {
                    return null;
                }

                items.Add(new FeedItem(SqliteExecutionFeed.Shard, sequence, execution));
            }

            return items;
        }
    }

    /// <summary>Retention has deleted what lies up to here.</summary>
    public void DropThrough(long sequence)
    {
        lock (_gate)
        {
            for (; _first <= sequence && _first <= _end; _first++)
            {
                _ring[_first % capacity] = null;
            }
        }
    }

    private static Execution? WithoutContent(Execution? execution) =>
        execution is null || execution.Content.IsEmpty ? execution : execution with { Content = ExecutionContent.None };
}
