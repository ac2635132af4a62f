using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Http.Measurement;

/// <summary>Counts the calls of one endpoint in one hour, from many threads.</summary>
internal sealed class EndpointCounter
{
    private long _count;
    private long _errors;
    private long _refused;
    private long _totalMicros;
    private long _maxMicros;
    private long _lastTicks;

    public void Add(int status, TimeSpan took, DateTimeOffset now)
    {
        var micros = (long)took.TotalMicroseconds;
        Interlocked.Add(ref _totalMicros, micros);
        Raise(ref _maxMicros, micros);
        Raise(ref _lastTicks, now.UtcTicks);
        if (status is StatusCodes.Status429TooManyRequests or >= StatusCodes.Status500InternalServerError)
        {
            Interlocked.Increment(ref _errors);
        }
        else if (status >= StatusCodes.Status400BadRequest)
        {
            Interlocked.Increment(ref _refused);
        }

        // Last: whoever sees it counted sees the rest, or finds another count the next time.
        Interlocked.Increment(ref _count);
    }

    /// <summary>A call that ends meanwhile may be in the sums and not in the count yet.</summary>
    public EndpointSums Read() => new(
        Volatile.Read(ref _count), Volatile.Read(ref _errors), Volatile.Read(ref _refused), Volatile.Read(ref _totalMicros),
        Volatile.Read(ref _maxMicros), new DateTimeOffset(Volatile.Read(ref _lastTicks), TimeSpan.Zero));

    private static void Raise(ref long place, long value)
    {
        for (var seen = Volatile.Read(ref place); value > seen;)
        {
            var found = Interlocked.CompareExchange(ref place, value, seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
        }
    }
}
