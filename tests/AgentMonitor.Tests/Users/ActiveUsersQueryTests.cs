using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Concurrency;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using AgentMonitor.Users;
using Xunit;

namespace AgentMonitor.Tests.Users;

/// <summary>
/// Every count against one made here, from the executions themselves: with late arrivals, pages that come twice, and
/// runs that are seen running first.
/// </summary>
public sealed class ActiveUsersQueryTests : IAsyncDisposable
{
    private static readonly string[] Zones = ["UTC", "Asia/Kolkata", "Asia/Kathmandu", "Europe/Berlin", "America/St_Johns"];

    private readonly InMemoryStore _store = new();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [InlineData(1, "2026-10-25T10:07:31Z")]
    [InlineData(2, "2026-10-20T00:00:00Z")]
    [InlineData(3, "2026-03-29T02:30:00Z")]
    [InlineData(4, "2026-11-01T23:59:59Z")]
    public async Task Every_count_equals_a_recount(int seed, string instant)
    {
        var now = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
        var seen = await FillAsync(new Random(seed), now);
        var query = Query(now);

        foreach (var zone in Zones.Select(TimeZoneInfo.FindSystemTimeZoneById))
        {
            foreach (var hours in new[] { 1, 24, 200 })
            {
                var window = MetricsWindow.LastHours(hours, now);
                var users = await query.GetAsync(window, zone, default);

                Assert.Equal(seen.Count, users.Total);
                Assert.Equal(SeenSince(seen, Minute(now).AddMinutes(-5)), users.Current);
                Assert.Equal(SeenSince(seen, Minute(now).AddMinutes(-30)), users.Active30M);
                Assert.Equal(seen.Values.Count(user => Day(user.Last, zone) >= Day(now, zone)), users.Today);
                Assert.Equal(seen.Values.Count(user => Day(user.Last, zone) >= Monday(now, zone)), users.ThisWeek);
                Assert.Equal(SeenSince(seen, Minute(now).AddHours(-hours)), users.Unique);
                Assert.Equal(seen.Values.Count(user => user.First >= Minute(now).AddHours(-hours)), users.New);
                Assert.Equal(users.Unique - users.New, users.Returning);
            }
        }
    }

    [Fact]
    public async Task An_empty_window_has_nobody_in_it()
    {
        await FillAsync(new Random(5), Some.Noon);
        var window = MetricsWindow.Between(Some.Noon.AddDays(-60), Some.Noon.AddDays(-59), Some.Noon);

        var users = await Query(Some.Noon).GetAsync(window, TimeZoneInfo.Utc, default);

        Assert.Equal((0L, 0L, 0L), (users.Unique, users.New, users.Returning));
        Assert.Empty(users.ByRegion);
    }

    [Fact]
    public async Task A_window_that_is_over_counts_who_was_there_then()
    {
        await FillAsync(new Random(6), Some.Noon);
        var (from, to) = (Some.Noon.AddDays(-2), Some.Noon.AddDays(-1));
        var feed = await AllAsync();
        var ended = feed.Where(execution => execution.EndedAt >= from && execution.EndedAt < to).ToList();

        var users = await Query(Some.Noon).GetAsync(MetricsWindow.Between(from, to, Some.Noon), TimeZoneInfo.Utc, default);

        Assert.Equal(ended.Select(execution => execution.UserId).OfType<string>().Distinct().Count(), users.Unique);
        foreach (var (region, count) in users.ByRegion.Where(region => region.Key != ActiveUsersQuery.UnknownRegion))
        {
            Assert.Equal(ended.Where(execution => execution.Region == region).Select(execution => execution.UserId).OfType<string>().Distinct().Count(), count);
        }

        Assert.Equal(ended.Select(execution => execution.Region).OfType<string>().Distinct().Order(), users.ByRegion.Keys.Where(region => region != ActiveUsersQuery.UnknownRegion));
    }

    private static int SeenSince(Dictionary<string, (DateTimeOffset First, DateTimeOffset Last)> seen, DateTimeOffset instant) =>
        seen.Values.Count(user => user.Last >= instant);

    private static DateTimeOffset Minute(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    private static DateTime Day(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).Date;

    private static DateTime Monday(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var day = Day(instant, zone);
        while (day.DayOfWeek != DayOfWeek.Monday)
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    private async Task<List<Execution>> AllAsync() =>
        [.. (await _store.Feed.ReadAsync(0, int.MaxValue, default)).Items.Select(item => item.Execution)];

    private async Task<Dictionary<string, (DateTimeOffset First, DateTimeOffset Last)>> FillAsync(Random random, DateTimeOffset now)
    {
        var executions = Enumerable.Range(0, 300).Select(i =>
        {
            var ended = now.AddSeconds(-random.Next(random.Next(2) == 0 ? 7200 : 10 * 86_400));
            var finished = Some.Execution($"x{i}", endedAt: ended, durationMs: random.Next(200_000), user: random.Next(9) == 0 ? null : $"user{random.Next(150)}") with
            {
                ReceivedAt = ended.AddMinutes(random.Next(100)),
                Region = random.Next(3) == 0 ? null : $"region{random.Next(3)}",
            };
            return random.Next(5) == 0
                ? finished with { Status = ExecutionStatus.Running, EndedAt = null, DurationMs = null, ReceivedAt = ended, DeadlineAt = ended.AddMinutes(30), ContentHash = "start" }
                : finished;
        }).ToList();
        await _store.Log.AppendAsync(executions, default);
        var projector = new Projector(_store.Rollups, new NoLiveUpdates());
        for (var position = 0L; position < executions.Count;)
        {
            var page = await _store.Feed.ReadAsync(position, 40, default);
            await projector.ProjectAsync(page, default);
            await projector.ProjectAsync(page, default);
            position = page.Position!.Value;
        }

        return (await AllAsync()).Where(execution => execution.UserId is not null).GroupBy(execution => execution.UserId!).ToDictionary(
            user => user.Key,
            user => (
                user.Min(execution => execution.EndedAt?.AddMilliseconds(-execution.DurationMs!.Value) is { } began && began < execution.CreatedAt ? began : execution.CreatedAt),
                user.Max(execution => execution.EndedAt ?? execution.ReceivedAt)));
    }

    private ActiveUsersQuery Query(DateTimeOffset now)
    {
        var clock = new ManualClock(now);
        return new ActiveUsersQuery(
            _store.Users, new WindowReader(_store.Rollups), new MinutePeakQuery(_store.Rollups, clock), clock, RetentionAges.Default);
    }
}
