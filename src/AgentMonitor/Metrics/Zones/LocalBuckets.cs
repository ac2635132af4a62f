using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Zones;

/// <summary>One hour, day, week or month of a calendar: [<see cref="Start"/>, <see cref="End"/>), and what the clock says then.</summary>
internal readonly record struct LocalBucket(DateTimeOffset Start, DateTimeOffset End, DateTime Local);

/// <summary>
/// Cuts time into the buckets of a zone's calendar. Where clocks are put forward an hour is missing and a day is
/// short; where they are put back an hour comes twice and a day is long.
/// </summary>
internal static class LocalBuckets
{
    // The longest bucket, and what clocks may be off by.
    private static readonly TimeSpan Slack = TimeSpan.FromDays(33);

    /// <summary>The buckets that hold any of [<paramref name="from"/>, <paramref name="to"/>), and as many before them as <paramref name="before"/> says.</summary>
    public static IReadOnlyList<LocalBucket> Of(
        TimeZoneInfo zone, Granularity granularity, DateTimeOffset from, DateTimeOffset to, int before = 0)
    {
        var reach = granularity == Granularity.Hour ? TimeSpan.FromDays(2) : Slack;
        var earliest = from - reach - (Nominal(granularity) * before);
        var starts = Starts(ZoneOffsets.Of(zone, earliest, to + reach), granularity).ToList();
        var first = Math.Max(0, starts.FindLastIndex(start => start.Instant <= from) - before);
        return [.. starts.Zip(starts.Skip(1), (start, next) => new LocalBucket(start.Instant, next.Instant, start.Local))
            .Skip(first).TakeWhile(bucket => bucket.Start < to)];
    }

    /// <summary>How many buckets would hold the stretch, about.</summary>
    public static int Count(Granularity granularity, TimeSpan length) => (int)Math.Ceiling(length / Nominal(granularity)) + 1;

    /// <summary>How many buckets go back by a window's length: one at least.</summary>
    public static int Shift(Granularity granularity, TimeSpan length) => granularity == Granularity.Month
        ? Math.Max(1, (int)Math.Round(length / Nominal(granularity)))
        : Math.Max(1, (int)Math.Ceiling(length / Nominal(granularity)));

    public static TimeSpan Nominal(Granularity granularity) => granularity switch
    {
        Granularity.Hour => TimeSpan.FromHours(1),
        Granularity.Day => TimeSpan.FromDays(1),
        Granularity.Week => TimeSpan.FromDays(7),
        _ => TimeSpan.FromDays(30.4375),
    };

    private static IEnumerable<(DateTimeOffset Instant, DateTime Local)> Starts(
        IReadOnlyList<OffsetSpan> spans, Granularity granularity) =>
        granularity == Granularity.Hour ? Hours(spans) : Days(spans).Where(day => Begins(granularity, day.Local));

    private static bool Begins(Granularity granularity, DateTime day) => granularity switch
    {
        Granularity.Week => day.DayOfWeek == DayOfWeek.Monday,
        Granularity.Month => day.Day == 1,
        _ => true,
    };

    // Whatever the clock said when it was changed, what follows is an hour of its own.
    private static IEnumerable<(DateTimeOffset Instant, DateTime Local)> Hours(IReadOnlyList<OffsetSpan> spans)
    {
        foreach (var span in spans)
        {
            var local = span.LocalOf(span.From);
            var hour = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerHour));
            if (hour < local)
            {
                yield return (span.From, hour);
                hour = hour.AddHours(1);
            }

            for (; span.InstantOf(hour) < span.To; hour = hour.AddHours(1))
            {
                yield return (span.InstantOf(hour), hour);
            }
        }
    }

    // A day begins at the first instant that bears its date: at one o'clock where midnight is skipped.
    private static IEnumerable<(DateTimeOffset Instant, DateTime Local)> Days(IReadOnlyList<OffsetSpan> spans)
    {
        var date = spans[0].LocalOf(spans[0].From).Date;
        foreach (var span in spans)
        {
            while (span.LocalOf(span.To) > date.AddDays(1))
            {
                date = date.AddDays(1);
                var midnight = span.InstantOf(date);
                yield return (midnight > span.From ? midnight : span.From, date);
            }
        }
    }
}
