using System.Collections.Concurrent;
using AgentMonitor.Load.Runs;

namespace AgentMonitor.Load.Live;

/// <summary>
/// Which executions were sent in which minute, and for one request in <see cref="SampleEvery"/> when it was sent and how
/// many executions of its minute had been made when its answer came. The first minute may hold some from before.
/// </summary>
internal sealed class SentLedger(DateTime firstMinute, long before) : ISentRecords
{
    private const int SampleEvery = 8;

    private readonly ConcurrentDictionary<DateTime, Counter> _made = new();

    private readonly ConcurrentDictionary<long, DateTime> _minutes = new();

    private readonly ConcurrentQueue<SentSample> _samples = new();

    public IReadOnlyCollection<SentSample> Samples => _samples;

    /// <summary>Every minute that executions were made in.</summary>
    public IEnumerable<DateTime> Minutes => _made.Keys;

    /// <summary>The end of the record of this number: now.</summary>
    public DateTime Stamp(long number)
    {
        var now = DateTime.UtcNow;
        var minute = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        Interlocked.Increment(ref _made.GetOrAdd(minute, NewCounter).Count);
        if (number % SampleEvery == 0)
        {
            _minutes[number] = minute;
        }

        return now;
    }

    public void Acknowledged(long first, long sentAt)
    {
        if (_minutes.TryGetValue(first, out var minute))
        {
            _samples.Enqueue(new SentSample(first, minute, Volatile.Read(ref _made[minute].Count), sentAt));
        }
    }

    private Counter NewCounter(DateTime minute) => new() { Count = minute == firstMinute ? before : 0 };

    private sealed class Counter
    {
        public long Count;
    }
}

/// <param name="MadeInMinute">
/// A count of the minute that reaches this holds the execution: the feed is in the order of commits, and whatever was
/// committed after it was made later than its answer.
/// </param>
internal readonly record struct SentSample(long Number, DateTime Minute, long MadeInMinute, long SentAt);
