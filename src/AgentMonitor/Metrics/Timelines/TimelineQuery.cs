using AgentMonitor.Metrics.Anomalies;
using AgentMonitor.Metrics.Zones;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Timelines;

/// <summary>A curve over a window, widened to whole buckets of the zone's calendar.</summary>
public sealed record TimelineRequest(
    MetricsWindow Window, Granularity Granularity, TimeZoneInfo Zone, string? Agent = null, string? Model = null)
{
    public const int MostPoints = 1_000;

    /// <summary>More points than anybody can see, and than are worth their reading.</summary>
    public bool IsTooFine => LocalBuckets.Count(Granularity, Window.Length) > MostPoints;

    /// <summary>The finest granularity that is not too fine.</summary>
    public Granularity FinestThatFits => Enum.GetValues<Granularity>().First(
        granularity => granularity == Granularity.Month || !(this with { Granularity = granularity }).IsTooFine);
}

/// <summary>One bucket's numbers; partial while it is not over.</summary>
public sealed record TimelinePoint(DateTimeOffset Start, DateTimeOffset End, bool IsPartial, Rollup Numbers);

/// <param name="Previous">As many buckets, each one window length earlier.</param>
public sealed record TimelineAnswer(
    IReadOnlyList<TimelinePoint> Series, IReadOnlyList<TimelinePoint> Previous, IReadOnlyList<Anomaly> Anomalies,
    Grain Resolution, DateTimeOffset AsOf, TimeSpan Lag);

/// <summary>Charts: the window by hour, day, week or month, beside the one before it, with what stands out.</summary>
public sealed class TimelineQuery(SeriesReader series, IFeedProgress progress, TimeProvider clock)
{
    public async ValueTask<TimelineAnswer> GetAsync(TimelineRequest request, CancellationToken cancellationToken)
    {
        var (now, asOf, lag) = (clock.GetUtcNow(), progress.AsOf, progress.Lag);
        var shift = LocalBuckets.Shift(request.Granularity, request.Window.Length);
        var before = Math.Max(shift, Lookback(request));
        var to = request.Window.IsOpen ? now.AddTicks(1) : request.Window.To;
        var buckets = LocalBuckets.Of(request.Zone, request.Granularity, request.Window.From, to, before);
        var numbers = await series.ReadAsync(SeriesSource.Of(request.Agent, request.Model), buckets, cancellationToken);
        var first = Math.Min(before, buckets.Count);
        var anomalies = new AnomalySearch(buckets, numbers, request.Granularity).From(first, now);
        return new TimelineAnswer(
            [.. Points(first)], [.. Points(first - shift).Take(buckets.Count - first)],
            [.. anomalies.OrderBy(anomaly => anomaly.Start)], numbers.Resolution, asOf, lag);

        IEnumerable<TimelinePoint> Points(int from)
        {
            for (var index = from; index < buckets.Count; index++)
            {
                yield return new TimelinePoint(
                    buckets[index].Start, buckets[index].End, buckets[index].End > now, numbers.Cells[index]);
            }
        }
    }

    // What anomalies are measured by: four weeks of hours where they are cheap to have, else what goes right before;
    // of long buckets as few as will do.
    private static int Lookback(TimelineRequest request) => request.Granularity switch
    {
        Granularity.Hour when request is { Agent: null, Model: null } => ((7 * Baseline.Weeks) + 1) * 24,
        Granularity.Hour or Granularity.Day => Baseline.Trailing,
        _ => Baseline.LeastPoints,
    };
}
