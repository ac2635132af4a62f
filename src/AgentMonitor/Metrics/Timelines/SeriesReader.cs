using AgentMonitor.Metrics.Zones;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Timelines;

/// <summary>What each bucket came to, and the finest buckets of UTC that could be had for it.</summary>
internal sealed record Series(IReadOnlyList<Rollup> Cells, Grain Resolution);

/// <summary>
/// Fills the buckets of a calendar from rollups. All executions together are read from the timeline, a document a day,
/// and are exact to the quarter of an hour. One agent or model is read from the days of UTC, and from hours where a
/// day belongs to two buckets; an hour that does is told apart by its quarters, but for its latency, which goes where
/// the hour begins.
/// </summary>
public sealed class SeriesReader(IRollupStore store, RetentionAges ages, TimeProvider clock)
{
    // Beyond it a curve of one agent by day is made of days of UTC, and says so: a year would be 9,000 hours.
    private const int MostSplitDays = 62;

    /// <param name="buckets">In order, with no gap.</param>
    internal async ValueTask<Series> ReadAsync(
        SeriesSource source, IReadOnlyList<LocalBucket> buckets, CancellationToken cancellationToken)
    {
        var filling = new BucketFilling(buckets);
        var resolution = source.Cell is { } cell
            ? await ReadCellAsync(source.Scope, cell, filling, cancellationToken)
            : await ReadCurveAsync(filling, cancellationToken);
        return new Series(filling.Cells, resolution);
    }

    /// <summary>The same for who needs totals alone; whether there are sketches, too, is not said.</summary>
    /// <param name="buckets">In order, with no gap.</param>
    internal async ValueTask<Series> ReadTotalsAsync(
        SeriesSource source, IReadOnlyList<LocalBucket> buckets, CancellationToken cancellationToken)
    {
        if (source.Cell is not null)
        {
            return await ReadAsync(source, buckets, cancellationToken);
        }

        var filling = new BucketFilling(buckets);
        foreach (var day in await ReadDaysAsync(filling, cancellationToken))
        {
            filling.TakeTotals(day);
        }

        return new Series(filling.Cells, Grain.Minute);
    }

    /// <summary>One user's numbers, by hours of UTC.</summary>
    internal async ValueTask<Series> ReadUserAsync(
        string userId, IReadOnlyList<LocalBucket> buckets, CancellationToken cancellationToken)
    {
        var filling = new BucketFilling(buckets);
        foreach (var day in await ReadUserDaysAsync(userId, filling, cancellationToken))
        {
            foreach (var (name, cell) in day.Cells)
            {
                if (CellName.TryUserHour(name, out var hour, out _))
                {
                    filling.Take(new TimeBucket(Grain.Hour, day.Key.Bucket.Start.AddHours(hour)), cell);
                }
            }
        }

        return new Series(filling.Cells, Grain.Hour);
    }

    /// <summary>The same for who needs totals alone.</summary>
    internal async ValueTask<Series> ReadUserTotalsAsync(
        string userId, IReadOnlyList<LocalBucket> buckets, CancellationToken cancellationToken)
    {
        var filling = new BucketFilling(buckets);
        foreach (var day in await ReadUserDaysAsync(userId, filling, cancellationToken))
        {
            foreach (var (name, totals) in day.ReadTotals(static name => CellName.TryUserHour(name, out _, out _)))
            {
                if (CellName.TryUserHour(name, out var hour, out _))
                {
                    filling.TakeTotals(new TimeBucket(Grain.Hour, day.Key.Bucket.Start.AddHours(hour)), totals);
                }
            }
        }

        return new Series(filling.Cells, Grain.Hour);
    }

    private ValueTask<IReadOnlyList<RollupDocument>> ReadUserDaysAsync(
        string userId, BucketFilling filling, CancellationToken cancellationToken) =>
        store.ReadRangeAsync(
            RollupScope.User(userId), Grain.Day, TimeBucket.Floor(Grain.Day, filling.From), filling.To, cancellationToken);

    private async ValueTask<Grain> ReadCurveAsync(BucketFilling filling, CancellationToken cancellationToken)
    {
        foreach (var day in await ReadDaysAsync(filling, cancellationToken))
        {
            filling.TakeCurve(day);
        }

        return Grain.Minute;
    }

    private ValueTask<IReadOnlyList<RollupDocument>> ReadDaysAsync(BucketFilling filling, CancellationToken cancellationToken) =>
        store.ReadRangeAsync(
            RollupScope.Timeline, Grain.Day, TimeBucket.Floor(Grain.Day, filling.From), filling.To, cancellationToken);

    private async ValueTask<Grain> ReadCellAsync(
        RollupScope scope, string cell, BucketFilling filling, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var split = filling.SplitDays();
        var canSplit = split.Count <= MostSplitDays || filling.AreHours;
        var resolution = split.Count == 0 ? Grain.Day : Grain.Hour;
        foreach (var run in filling.Runs(day => !split.Contains(day) ? Grain.Day
            : canSplit && ages.Keeps(new TimeBucket(Grain.Hour, day), now) ? Grain.Hour : null))
        {
            resolution = run.Grain is null ? Grain.Day : resolution;
            foreach (var document in await store.ReadRangeAsync(scope, run.Grain ?? Grain.Day, run.From, run.To, cancellationToken))
            {
                if (document.Cells.TryGetValue(cell, out var numbers))
                {
                    filling.Take(document.Key.Bucket, numbers);
                }
            }
        }

        return resolution;
    }
}
