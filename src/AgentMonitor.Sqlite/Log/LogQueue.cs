using AgentMonitor.Executions;

namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// What waits for the log's writer, bounded by records and bytes. The writer is a thread of its own that takes all
/// there is at once, which is what makes a group; a channel would hand each item over by way of the thread pool.
/// </summary>
internal sealed class LogQueue(int recordsLimit, long bytesLimit)
{
    // A group no longer than this keeps a commit, and with it every answer in it, quick.
    private const long GroupBytes = 8 << 20;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly Queue<LogWork> _waiting = new();
    private long _bytes;
    private bool _closed;

    public int Records { get; private set; }

    public void Add(LogWork work)
    {
        lock (_gate)
        {
            if (_closed)
            {
                throw new StoreUnavailableException(StoreFault.Unavailable, "The store is shutting down.", RetryAfter);
            }

            if (Records > 0 && (Records + work.Records > recordsLimit || _bytes + work.Bytes > bytesLimit))
            {
                throw new StoreUnavailableException(
                    StoreFault.Overloaded, "More executions arrive than the disk can take; send again later.", RetryAfter);
            }

            _waiting.Enqueue(work);
            Records += work.Records;
            _bytes += work.Bytes;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits for work and takes it; false once the queue is closed and empty.</summary>
    public bool Take(List<LogWork> group)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                if (_closed)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }

            for (var taken = 0L; taken < GroupBytes && _waiting.TryDequeue(out var work); taken += work.Bytes)
            {
                group.Add(work);
                Records -= work.Records;
                _bytes -= work.Bytes;
            }

            return true;
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }
    }
}
