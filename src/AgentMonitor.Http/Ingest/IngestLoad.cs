using AgentMonitor.Executions;
using AgentMonitor.Ingest;

namespace AgentMonitor.Http.Ingest;

/// <summary>
/// How many bytes of bodies have arrived and are not answered yet. They share the processors, so that each one more
/// makes all of them wait longer and takes memory; what is beyond the bound is turned away at once instead. Bytes
/// count as they arrive: a client that is slow to send takes no room.
/// </summary>
internal sealed class IngestLoad(IngestOptions options)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private long _bytes;

    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Takes room, or throws what becomes a 429.</summary>
    public void Add(int bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) > options.MaxUnansweredBytes)
        {
            Interlocked.Add(ref _bytes, -bytes);
            throw new StoreUnavailableException(
                StoreFault.Overloaded, "More arrives at once than can be worked through in good time.", RetryAfter);
        }
    }

    public void Remove(int bytes) => Interlocked.Add(ref _bytes, -bytes);
}
