using AgentMonitor.Metrics.Zones;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Timelines;

/// <summary>Everything since midnight, since Monday and since the first of the month, on a zone's calendar.</summary>
public sealed record CalendarTotals(Totals Today, Totals ThisWeek, Totals ThisMonth);

/// <summary>Adds up the running day, week and month of all executions.</summary>
public sealed class CalendarTotalsQuery(SeriesReader series, TimeProvider clock)
{
    // A week that began in the month before has at most six days of it.
    private const int DaysBefore = 37;

    public async ValueTask<CalendarTotals> GetAsync(TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var days = LocalBuckets.Of(zone, Granularity.Day, now, now.AddTicks(1), DaysBefore);
        var numbers = await series.ReadTotalsAsync(SeriesSource.Of(null, null), days, cancellationToken);
        var today = days[^1].Local;
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        return new CalendarTotals(Since(today), Since(monday), Since(today.AddDays(1 - today.Day)));

        Totals Since(DateTime first)
        {
            var totals = new Totals();
            for (var index = 0; index < days.Count; index++)
            {
                if (days[index].Local >= first)
                {
                    totals.Merge(numbers.Cells[index].Totals);
                }
            }

            return totals;
        }
    }
}
