using System.Diagnostics;

namespace AgentMonitor.Load.Runs;

/// <summary>When a run measures and when it is over.</summary>
internal sealed class Pace
{
    private readonly long _measureFrom;

    private readonly Func<bool> _over;

    private Pace(long measureFrom, Func<bool> over) => (_measureFrom, _over) = (measureFrom, over);

    public bool IsOver => _over();

    public bool IsMeasuring(long timestamp) => timestamp >= _measureFrom;

    public static Pace ForTime(TimeSpan warmup, TimeSpan measured)
    {
        var from = Stopwatch.GetTimestamp() + Ticks(warmup);
        var until = from + Ticks(measured);
        return new Pace(from, () => Stopwatch.GetTimestamp() >= until);
    }

    /// <summary>As many requests as it takes, shared by all connections.</summary>
    public static Pace ForRequests(long requests)
    {
        var left = requests;
        return new Pace(0, () => Interlocked.Decrement(ref left) < 0);
    }

    private static long Ticks(TimeSpan span) => (long)(span.TotalSeconds * Stopwatch.Frequency);
}
