using AgentMonitor.Heartbeats;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Heartbeats;

public sealed class UptimeReportTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_ratio_equals_a_recount_of_the_minutes(int seed)
    {
        var random = new Random(seed);
        var now = Some.Noon.AddSeconds(random.Next(86_400));
        var end = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        var first = end.AddMinutes(-random.Next(10, 40 * 24 * 60));
        var up = new HashSet<DateTimeOffset> { first };
        for (var minute = first; minute <= end; minute = minute.AddMinutes(1))
        {
            if (random.Next(100) < 97)
            {
                up.Add(minute);
            }
        }

        var report = UptimeReport.Of(Days(up), now);

        Assert.Equal(first, report.Since);
        Assert.Equal(Recount(up, end.AddDays(-1), end, first), report.Ratio24H);
        Assert.Equal(Recount(up, end.AddDays(-7), end, first), report.Ratio7D);
        Assert.Equal(Recount(up, end.AddDays(-30), end, first), report.Ratio30D);
        Assert.Equal(30, report.Days.Count);
        Assert.All(report.Days, day =>
        {
            var midnight = new DateTimeOffset(day.Day, TimeOnly.MinValue, TimeSpan.Zero);
            Assert.Equal(Recount(up, midnight, midnight.AddDays(1) < end ? midnight.AddDays(1) : end, first), day.Ratio);
        });
    }

    [Fact]
    public void Nothing_is_known_before_the_first_minute_has_passed()
    {
        var nothing = UptimeReport.Of(new Dictionary<DateOnly, MinuteSet>(), Some.Noon);
        var begun = UptimeReport.Of(Days([Some.Noon]), Some.Noon.AddSeconds(59));
        var passed = UptimeReport.Of(Days([Some.Noon]), Some.Noon.AddSeconds(60));

        Assert.Null(nothing.Since);
        Assert.All(nothing.Days, day => Assert.Null(day.Ratio));
        Assert.Equal((Some.Noon, null), (begun.Since, begun.Ratio24H));
        Assert.Equal((Some.Noon, 1m), (passed.Since, passed.Ratio24H));
    }

    [Fact]
    public void A_server_that_is_off_for_an_hour_was_not_up_in_it()
    {
        var minutes = Enumerable.Range(0, 120).Select(minute => Some.Noon.AddMinutes(minute)).Where(minute => minute.Hour != 12);

        var report = UptimeReport.Of(Days([Some.Noon, .. minutes]), Some.Noon.AddHours(2));

        Assert.Equal(Math.Round(61m / 120, 6), report.Ratio24H);
    }

    [Fact]
    public void Days_in_which_it_was_off_altogether_count_as_down()
    {
        var report = UptimeReport.Of(Days([Some.Noon, Some.Noon.AddDays(3)]), Some.Noon.AddDays(3).AddMinutes(1));

        Assert.Equal((Math.Round(1m / 1440, 6), Math.Round(2m / 4321, 6)), (report.Ratio24H, report.Ratio7D));
        Assert.Equal([Math.Round(1m / 720, 6), 0m, 0m, Math.Round(1m / 721, 6)], report.Days.TakeLast(4).Select(day => day.Ratio));
    }

    private static decimal? Recount(HashSet<DateTimeOffset> up, DateTimeOffset from, DateTimeOffset to, DateTimeOffset first)
    {
        int passed = 0, there = 0;
        for (var minute = from < first ? first : from; minute < to; minute = minute.AddMinutes(1))
        {
            passed++;
            there += up.Contains(minute) ? 1 : 0;
        }

        return passed == 0 ? null : Math.Round((decimal)there / passed, 6);
    }

    private static Dictionary<DateOnly, MinuteSet> Days(IEnumerable<DateTimeOffset> minutes)
    {
        var days = new Dictionary<DateOnly, MinuteSet>();
        foreach (var minute in minutes)
        {
            var day = DateOnly.FromDateTime(minute.UtcDateTime);
            days.TryAdd(day, new MinuteSet());
            days[day].Mark((int)minute.UtcDateTime.TimeOfDay.TotalMinutes);
        }

        return days;
    }
}
