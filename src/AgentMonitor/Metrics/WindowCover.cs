using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics;

/// <summary>Buckets of one grain with a start in [<see cref="From"/>, <see cref="To"/>).</summary>
public readonly record struct BucketSpan(Grain Grain, DateTimeOffset From, DateTimeOffset To);

/// <summary>
/// The fewest buckets that make up a window: whole days in the middle, hours and minutes at its ragged ends. Where the
/// fine buckets are gone the window is widened to what is left, and <see cref="Resolution"/> says so.
/// </summary>
public sealed record WindowCover(IReadOnlyList<BucketSpan> Spans, Grain Resolution)
{
    public static WindowCover Of(MetricsWindow window, DateTimeOffset now, RetentionAges ages, Grain finest = Grain.Minute)
    {
        var resolution = Coarser(finest, Coarser(KeptAt(window.From, now, ages), KeptAt(End(window, now), now, ages)));
        var from = TimeBucket.Floor(Coarser(finest, KeptAt(window.From, now, ages)), window.From);
        var to = End(window, now);
        var toGrain = Coarser(finest, KeptAt(to, now, ages));
        if (TimeBucket.Floor(toGrain, to) < to)
        {
            to = TimeBucket.Of(toGrain, to).End;
        }

        var spans = new List<BucketSpan>();
        for (var cursor = from; cursor < to;)
        {
            var span = NextSpan(cursor, to);
            spans.Add(span);
            cursor = span.To;
        }

        return new WindowCover(spans, resolution);
    }

    // Nothing ends after now (but for clocks a little ahead), so today's bucket as a whole is exact for what is open,
    // and one document stands for many.
    private static DateTimeOffset End(MetricsWindow window, DateTimeOffset now) =>
        window.IsOpen ? TimeBucket.Of(Grain.Day, now).End : window.To;

    private static BucketSpan NextSpan(DateTimeOffset cursor, DateTimeOffset to)
    {
        if (Aligned(Grain.Day, cursor) && to - cursor >= Grain.Day.Length())
        {
            return new BucketSpan(Grain.Day, cursor, TimeBucket.Floor(Grain.Day, to));
        }

        if (Aligned(Grain.Hour, cursor) && to - cursor >= Grain.Hour.Length())
        {
            return new BucketSpan(Grain.Hour, cursor, Earlier(TimeBucket.Floor(Grain.Hour, to), NextDay(cursor, to)));
        }

        return new BucketSpan(Grain.Minute, cursor, Earlier(to, TimeBucket.Of(Grain.Hour, cursor).End));
    }

    // Up to the first day that the window holds whole, if it holds one.
    private static DateTimeOffset NextDay(DateTimeOffset cursor, DateTimeOffset to)
    {
        var midnight = Aligned(Grain.Day, cursor) ? cursor : TimeBucket.Of(Grain.Day, cursor).End;
        return midnight > cursor && midnight + Grain.Day.Length() <= to ? midnight : DateTimeOffset.MaxValue;
    }

    private static bool Aligned(Grain grain, DateTimeOffset instant) => TimeBucket.Floor(grain, instant) == instant;

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;

    private static Grain Coarser(Grain left, Grain right) => left > right ? left : right;

    private static Grain KeptAt(DateTimeOffset instant, DateTimeOffset now, RetentionAges ages) =>
        ages.Keeps(new TimeBucket(Grain.Minute, instant), now) ? Grain.Minute
        : ages.Keeps(new TimeBucket(Grain.Hour, instant), now) ? Grain.Hour
        : Grain.Day;
}
