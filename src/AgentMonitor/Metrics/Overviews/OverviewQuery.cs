using AgentMonitor.Metrics.Timelines;
using AgentMonitor.Metrics.Zones;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Overviews;

/// <summary>How many executions, of all time and of late.</summary>
public sealed record ExecutionCounts(long Total, long LastHour, long Last24Hours, long Today);

/// <summary>How many distinct users; on the zone's calendar, whose weeks begin on Monday.</summary>
public sealed record UserCounts(long Last24Hours, long Today, long ThisWeek);

/// <summary>A small curve of the window: hours or days of UTC, the newest last.</summary>
public sealed record Sparkline(Granularity Granularity, IReadOnlyList<DateTimeOffset> Starts, IReadOnlyList<Rollup> Buckets);

/// <param name="Users">Null where one user is asked about.</param>
public sealed record OverviewAnswer(
    MetricsWindow Window, Rollup Current, Rollup Previous, Sparkline Sparkline, ExecutionCounts Executions,
    UserCounts? Users, Grain Resolution, DateTimeOffset AsOf, TimeSpan Lag);

/// <summary>The first numbers anybody looks at: the window beside the one before it, a small curve, and round counts.</summary>
public sealed class OverviewQuery(
    MetricsQuery metrics, SeriesReader series, AllTimeTotals allTime, IFeedProgress progress, TimeProvider clock, RetentionAges ages)
{
    private static readonly TimeSpan MostByHour = TimeSpan.FromHours(48);

    private const int MostHours = 24;

    private const int MostDays = 31;

    public async ValueTask<OverviewAnswer> GetAsync(
        MetricsRequest request, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var (now, asOf, lag) = (clock.GetUtcNow(), progress.AsOf, progress.Lag);
        var today = Today(zone, now);
        var lastDay = await SummaryAsync(MetricsWindow.LastHours(24, now));
        var sinceMidnight = await SummaryAsync(MetricsWindow.Between(today.Start, now, now));
        var executions = new ExecutionCounts(
            (await allTime.GetAsync(request, cancellationToken)).Total,
            (await SummaryAsync(MetricsWindow.LastHours(1, now))).Totals.Total,
            lastDay.Totals.Total,
            sinceMidnight.Totals.Total);
        var users = request.UserId is not null ? null : new UserCounts(
            Users(lastDay), Users(sinceMidnight), Users(await SummaryAsync(MetricsWindow.Between(Monday(zone, today), now, now))));
        return new OverviewAnswer(
            request.Window,
            await SummaryAsync(request.Window),
            await SummaryAsync(request.Window.Previous),
            await SparklineAsync(request, now, cancellationToken),
            executions, users,
            WindowCover.Of(request.Window, now, ages, request.UserId is null ? Grain.Minute : Grain.Hour).Resolution,
            asOf, lag);

        ValueTask<Rollup> SummaryAsync(MetricsWindow window) =>
            metrics.SummaryAsync(request with { Window = window }, cancellationToken);
    }

    private async ValueTask<Sparkline> SparklineAsync(
        MetricsRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (granularity, most) = request.Window.Length <= MostByHour ? (Granularity.Hour, MostHours) : (Granularity.Day, MostDays);
        var to = request.Window.IsOpen ? now.AddTicks(1) : request.Window.To;
        var buckets = LocalBuckets.Of(TimeZoneInfo.Utc, granularity, request.Window.From, to).TakeLast(most).ToList();
        var numbers = request.UserId is { } user
            ? await series.ReadUserAsync(user, buckets, cancellationToken)
            : await series.ReadAsync(SeriesSource.WithAudience(request.Agent, request.Model), buckets, cancellationToken);
        return new Sparkline(granularity, buckets.ConvertAll(bucket => bucket.Start), numbers.Cells);
    }

    private static LocalBucket Today(TimeZoneInfo zone, DateTimeOffset now) =>
        LocalBuckets.Of(zone, Granularity.Day, now, now.AddTicks(1))[^1];

    private static DateTimeOffset Monday(TimeZoneInfo zone, LocalBucket today) =>
        LocalBuckets.Of(zone, Granularity.Week, today.Start, today.End)[0].Start;

    private static long Users(Rollup cell) => cell.Users?.Count() ?? 0;
}
