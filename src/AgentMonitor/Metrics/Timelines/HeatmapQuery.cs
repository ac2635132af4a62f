using AgentMonitor.Metrics.Zones;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Timelines;

/// <summary>One hour of the week.</summary>
/// <param name="Day">1 is Monday.</param>
/// <param name="Occurrences">How many such hours the window holds: none or two on a day when clocks are changed.</param>
public sealed record HeatmapCell(int Day, int Hour, int Occurrences, Totals Totals);

public sealed record HeatmapAnswer(IReadOnlyList<HeatmapCell> Cells, Grain Resolution, DateTimeOffset AsOf, TimeSpan Lag);

/// <summary>A window, widened to whole hours, by day of the week and hour of the day.</summary>
public sealed class HeatmapQuery(SeriesReader series, IFeedProgress progress, TimeProvider clock)
{
    private const int Days = 7;

    private const int Hours = 24;

    public async ValueTask<HeatmapAnswer> GetAsync(
        MetricsWindow window, TimeZoneInfo zone, string? agent, string? model, CancellationToken cancellationToken)
    {
        var (asOf, lag) = (progress.AsOf, progress.Lag);
        var to = window.IsOpen ? clock.GetUtcNow().AddTicks(1) : window.To;
        var buckets = LocalBuckets.Of(zone, Granularity.Hour, window.From, to);
        var numbers = await series.ReadTotalsAsync(SeriesSource.Of(agent, model), buckets, cancellationToken);
        var cells = Enumerable.Range(0, Days * Hours).Select(_ => (Occurrences: 0, Totals: new Totals())).ToArray();
        for (var index = 0; index < buckets.Count; index++)
        {
            ref var cell = ref cells[Index(buckets[index].Local)];
            cell.Occurrences++;
            cell.Totals.Merge(numbers.Cells[index].Totals);
        }

        return new HeatmapAnswer(
            [.. cells.Select((cell, index) => new HeatmapCell((index / Hours) + 1, index % Hours, cell.Occurrences, cell.Totals))],
            numbers.Resolution, asOf, lag);
    }

    private static int Index(DateTime local) => ((((int)local.DayOfWeek + Days - 1) % Days) * Hours) + local.Hour;
}
