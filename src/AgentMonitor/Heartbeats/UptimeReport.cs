using AgentMonitor.Rollups;

namespace AgentMonitor.Heartbeats;

/// <summary>
/// The share of minutes in which the monitor was up, of those that have passed since the first it knows of. A ratio is
/// null where no whole minute has passed.
/// </summary>
/// <param name="Since">The first minute that is known; null before there is one.</param>
/// <param name="Days">The last thirty days of UTC, the oldest first, today up to now.</param>
public sealed record UptimeReport(
    DateTimeOffset? Since, decimal? Ratio24H, decimal? Ratio7D, decimal? Ratio30D, IReadOnlyList<UptimeDay> Days)
{
    private const int ShownDays = 30;

    public static UptimeReport Of(IReadOnlyDictionary<DateOnly, MinuteSet> days, DateTimeOffset now)
    {
        var end = TimeBucket.Floor(Grain.Minute, now);
        var since = Beginning(days);
        var today = DateOnly.FromDateTime(end.UtcDateTime);
        return new UptimeReport(
            since, Last(1), Last(7), Last(ShownDays),
            [.. Enumerable.Range(0, ShownDays).Select(back => today.AddDays(back + 1 - ShownDays)).Select(day =>
                new UptimeDay(day, Between(Midnight(day), Midnight(day).AddDays(1))))]);

        decimal? Last(int length) => Between(end.AddDays(-length), end);

        decimal? Between(DateTimeOffset from, DateTimeOffset to) =>
            since is { } first ? Ratio(days, from < first ? first : from, to < end ? to : end) : null;
    }

    private static DateTimeOffset? Beginning(IReadOnlyDictionary<DateOnly, MinuteSet> days)
    {
        foreach (var (day, minutes) in days.OrderBy(day => day.Key))
        {
            if (minutes.FindFirst() is { } minute)
            {
                return Midnight(day).AddMinutes(minute);
            }
        }

        return null;
    }

    private static decimal? Ratio(IReadOnlyDictionary<DateOnly, MinuteSet> days, DateTimeOffset from, DateTimeOffset to)
    {
        long passed = 0, up = 0;
        for (var start = from; start < to;)
        {
            var midnight = TimeBucket.Floor(Grain.Day, start);
            var stop = midnight.AddDays(1) < to ? midnight.AddDays(1) : to;
            var (first, end) = ((int)(start - midnight).TotalMinutes, (int)(stop - midnight).TotalMinutes);
            passed += end - first;
            up += days.GetValueOrDefault(DateOnly.FromDateTime(midnight.UtcDateTime))?.Count(first, end) ?? 0;
            start = stop;
        }

        return passed == 0 ? null : Math.Round((decimal)up / passed, 6);
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}

/// <summary>Null: nothing is known of that day.</summary>
public sealed record UptimeDay(DateOnly Day, decimal? Ratio);
