using AgentMonitor.Users;
using Xunit;

namespace AgentMonitor.Tests.Users;

public sealed class LocalDayTests
{
    [Theory]
    [InlineData("UTC", "2026-10-20T00:00:00Z", "2026-10-20T00:00:00Z", "2026-10-19T00:00:00Z")]
    [InlineData("Asia/Kolkata", "2026-10-19T18:29:59Z", "2026-10-18T18:30:00Z", "2026-10-18T18:30:00Z")]
    [InlineData("Asia/Kathmandu", "2026-10-19T18:15:00Z", "2026-10-19T18:15:00Z", "2026-10-18T18:15:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", "2026-10-18T22:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", "2026-03-22T23:00:00Z")]
    [InlineData("America/New_York", "2026-11-01T23:30:00Z", "2026-11-01T04:00:00Z", "2026-10-26T04:00:00Z")]
    public void A_day_begins_at_its_own_midnight(string zone, string now, string day, string week)
    {
        var (instant, clocks) = (Instant(now), TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal(Instant(day), LocalDay.Start(instant, clocks));
        Assert.Equal(Instant(week), LocalDay.StartOfWeek(instant, clocks));
    }

    [Fact]
    public void A_day_without_a_midnight_begins_when_it_does()
    {
        // In Beirut the clocks go from 00:00 to 01:00.
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Beirut");

        Assert.Equal(Instant("2022-03-26T22:00:00Z"), LocalDay.Start(Instant("2022-03-27T10:00:00Z"), zone));
    }

    [Fact]
    public void A_midnight_that_comes_twice_begins_the_day_the_first_time()
    {
        // In Havana the clocks go from 01:00 back to 00:00.
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/Havana");

        Assert.Equal(Instant("2026-11-01T04:00:00Z"), LocalDay.Start(Instant("2026-11-01T20:00:00Z"), zone));
    }

    [Theory]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("America/St_Johns")]
    [InlineData("Europe/Berlin")]
    [InlineData("Africa/Cairo")]
    public void The_first_instant_of_a_day_is_of_that_day_and_the_one_before_is_not(string name)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        for (var now = Instant("2026-01-01T00:00:00Z"); now.Year == 2026; now = now.AddHours(7).AddMinutes(13))
        {
            var start = LocalDay.Start(now, zone);
            var week = LocalDay.StartOfWeek(now, zone);

            Assert.Equal(Local(now), Local(start));
            Assert.NotEqual(Local(now), Local(start.AddTicks(-1)));
            Assert.Equal(DayOfWeek.Monday, Local(week).DayOfWeek);
            Assert.NotEqual(DayOfWeek.Monday, Local(week.AddTicks(-1)).DayOfWeek);
            Assert.InRange((Local(now) - Local(week)).Days, 0, 6);
        }

        DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).Date;
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
