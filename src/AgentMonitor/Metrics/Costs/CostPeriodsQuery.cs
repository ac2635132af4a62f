using AgentMonitor.Costs;
using AgentMonitor.Metrics.Overviews;
using AgentMonitor.Metrics.Timelines;
using AgentMonitor.Metrics.Zones;

namespace AgentMonitor.Metrics.Costs;

/// <summary>What was spent, by the calendar of a time zone, whose weeks begin on Monday.</summary>
/// <param name="ForecastMonth">See <see cref="Forecast"/>.</param>
public sealed record CostPeriods(
    NanoUsd Total, NanoUsd Today, NanoUsd ThisWeek, NanoUsd ThisMonth, NanoUsd LastMonth, NanoUsd? ForecastMonth);

/// <summary>Reads two months of the timeline, exact to the quarter of an hour; and everything there ever was.</summary>
public sealed class CostPeriodsQuery(SeriesReader series, AllTimeTotals allTime, TimeProvider clock)
{
    // From any day back to the first of the month before.
    private const int DaysBefore = 62;

    public async ValueTask<CostPeriods> GetAsync(TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var days = LocalBuckets.Of(zone, Granularity.Day, now, now.AddTicks(1), DaysBefore);
        var costs = (await series.ReadTotalsAsync(SeriesSource.Of(null, null), days, cancellationToken)).Cells;
        var month = LocalBuckets.Of(zone, Granularity.Month, now, now.AddTicks(1))[0];
        var today = days[^1].Local;
        var total = await allTime.GetAsync(new MetricsRequest(MetricsWindow.LastHours(1, now)), cancellationToken);
        var thisMonth = Between(today.AddDays(1 - today.Day), today);
        return new CostPeriods(
            total.Cost,
            Between(today, today),
            Between(today.AddDays(-(((int)today.DayOfWeek + 6) % 7)), today),
            thisMonth,
            Between(today.AddDays(1 - today.Day).AddMonths(-1), today.AddDays(-today.Day)),
            Forecast.Of(thisMonth, month.Start, month.End, now));

        NanoUsd Between(DateTime first, DateTime last) => new(days.Zip(costs)
            .Where(day => day.First.Local >= first && day.First.Local <= last)
            .Sum(day => day.Second.Totals.Cost.Value));
    }
}
