using AgentMonitor.Metrics.Zones;
using Xunit;

namespace AgentMonitor.Tests.Metrics;

public sealed class LocalBucketTests
{
    // Whole hours, half and quarter hours, clocks changed by an hour, by half an hour, and at midnight.
    public static TheoryData<string> Zones { get; } = new(
        "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Havana",
        "Africa/Cairo", "Pacific/Chatham", "Pacific/Apia");

    [Theory]
    [MemberData(nameof(Zones))]
    public void Buckets_follow_each_other_without_a_gap_and_hold_what_the_calendar_says(string name)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        foreach (var granularity in Enum.GetValues<Granularity>())
        {
            for (var at = new DateTimeOffset(2026, 1, 3, 5, 17, 0, TimeSpan.Zero); at.Year == 2026; at = at.AddDays(9))
            {
                var buckets = LocalBuckets.Of(zone, granularity, at, at.AddDays(3), before: 5);

                Assert.Equal(5, buckets.TakeWhile(bucket => bucket.End <= at).Count());
                Assert.True(buckets[^1].Start < at.AddDays(3) && buckets[^1].End >= at.AddDays(3));
                Assert.All(buckets.Zip(buckets.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
                Assert.All(buckets, bucket => AssertHolds(zone, granularity, bucket));
            }
        }
    }

    [Fact]
    public void The_day_of_the_change_has_23_or_25_hours()
    {
        Assert.Equal(23, Hours("Europe/Berlin", "2026-03-29"));
        Assert.Equal(25, Hours("Europe/Berlin", "2026-10-25"));
        Assert.Equal(24, Hours("Asia/Kathmandu", "2026-10-25"));
        Assert.Equal(25, Hours("Australia/Lord_Howe", "2026-04-05"));
    }

    [Fact]
    public void A_day_whose_midnight_is_skipped_begins_at_one()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Africa/Cairo");
        var noon = new DateTimeOffset(2026, 4, 24, 9, 0, 0, TimeSpan.Zero);

        var day = Assert.Single(LocalBuckets.Of(zone, Granularity.Day, noon, noon.AddMinutes(1)));

        Assert.Equal(TimeSpan.FromHours(23), day.End - day.Start);
        Assert.Equal(new DateTime(2026, 4, 24), day.Local);
    }

    [Fact]
    public void Weeks_begin_on_Monday_and_months_on_the_first()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata");
        var at = new DateTimeOffset(2026, 10, 20, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(
            new DateTimeOffset(2026, 10, 18, 18, 30, 0, TimeSpan.Zero), LocalBuckets.Of(zone, Granularity.Week, at, at.AddTicks(1))[0].Start);
        Assert.Equal(
            new DateTimeOffset(2026, 9, 30, 18, 30, 0, TimeSpan.Zero), LocalBuckets.Of(zone, Granularity.Month, at, at.AddTicks(1))[0].Start);
    }

    private static int Hours(string zone, string day)
    {
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var noon = DateTimeOffset.Parse(day + "T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture) - info.BaseUtcOffset;
        var bucket = LocalBuckets.Of(info, Granularity.Day, noon, noon.AddTicks(1))[0];
        return LocalBuckets.Of(info, Granularity.Hour, bucket.Start, bucket.End).Count;
    }

    private static void AssertHolds(TimeZoneInfo zone, Granularity granularity, LocalBucket bucket)
    {
        for (var at = bucket.Start; at < bucket.End; at = at.AddMinutes(granularity == Granularity.Hour ? 15 : 60 * 11))
        {
            var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
            var expected = granularity switch
            {
                Granularity.Hour => local.Date.AddHours(local.Hour),
                Granularity.Day => local.Date,
                Granularity.Week => local.Date.AddDays(-(((int)local.DayOfWeek + 6) % 7)),
                _ => new DateTime(local.Year, local.Month, 1),
            };
            Assert.Equal(expected, bucket.Local);
        }
    }
}
