namespace AgentMonitor.Users;

/// <summary>Where days and weeks begin on the clocks of a time zone.</summary>
public static class LocalDay
{
    private const int DaysOfAWeek = 7;

    /// <summary>The first instant of the day that it is in <paramref name="zone"/> now.</summary>
    public static DateTimeOffset Start(DateTimeOffset now, TimeZoneInfo zone) => StartOf(Today(now, zone), zone);

    /// <summary>The first instant of the week, which begins on Monday.</summary>
    public static DateTimeOffset StartOfWeek(DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = Today(now, zone);
        return StartOf(today.AddDays(-((int)today.DayOfWeek + DaysOfAWeek - 1) % DaysOfAWeek), zone);
    }

    private static DateTime Today(DateTimeOffset now, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(now, zone).Date;

    // Some zones put their clocks forward at midnight, so that a day begins at one; some put them back over midnight,
    // so that it comes twice, and the day begins with the first.
    private static DateTimeOffset StartOf(DateTime midnight, TimeZoneInfo zone)
    {
        var first = midnight;
        while (zone.IsInvalidTime(first))
        {
            first = first.AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(first) ? zone.GetAmbiguousTimeOffsets(first).Max() : zone.GetUtcOffset(first);
        return new DateTimeOffset(first, offset).ToUniversalTime();
    }
}
