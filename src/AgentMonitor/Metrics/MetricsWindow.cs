using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics;

/// <summary>
/// A stretch of time that is asked about: from <see cref="From"/>, a whole minute, to <see cref="To"/>. An open
/// window ends now; any other ends at a whole minute, exclusive.
/// </summary>
public sealed record MetricsWindow
{
    private MetricsWindow(DateTimeOffset from, DateTimeOffset to, bool isOpen)
    {
        From = from;
        To = to;
        IsOpen = isOpen;
    }

    public DateTimeOffset From { get; }

    public DateTimeOffset To { get; }

    public bool IsOpen { get; }

    /// <summary>Whole minutes, so that an open window and the one before it compare like with like.</summary>
    public TimeSpan Length => TimeBucket.Floor(Grain.Minute, To) - From;

    /// <summary>The window of the same length that ends where this one begins.</summary>
    public MetricsWindow Previous => new(From - Length, From, isOpen: false);

    /// <summary>[now rounded down to the minute − hours, now].</summary>
    public static MetricsWindow LastHours(int hours, DateTimeOffset now) =>
        new(TimeBucket.Floor(Grain.Minute, now) - TimeSpan.FromHours(hours), now, isOpen: true);

    /// <summary>From and to as asked, widened to whole minutes; what reaches the present is open.</summary>
    public static MetricsWindow Between(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        var start = TimeBucket.Floor(Grain.Minute, from);
        if (to >= TimeBucket.Floor(Grain.Minute, now))
        {
            return new MetricsWindow(start, now > start ? now : start, isOpen: true);
        }

        var end = TimeBucket.Floor(Grain.Minute, to);
        return new MetricsWindow(start, end < to ? end + Grain.Minute.Length() : end, isOpen: false);
    }
}
