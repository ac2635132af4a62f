using AgentMonitor.Contracts.Recount;
using AgentMonitor.Executions;
using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Timelines;
using AgentMonitor.Metrics.Zones;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Metrics;

public sealed class TimelineTests
{
    // Two days after clocks went back in Europe, so that the week holds a day of 25 hours.
    private static readonly DateTimeOffset Now = new(2026, 10, 27, 13, 37, 21, TimeSpan.Zero);

    private readonly ProjectedHistory _history = new(Now);

    // 001: 24 h hourly chart with previous period; day, week, month. 000: hourly and daily aggregates.
    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("America/New_York")]
    public async Task Every_bucket_of_every_zone_equals_a_recount(string zone)
    {
        await _history.ProjectAsync(seed: 11, count: 4_000, days: 40);
        foreach (var (granularity, hours) in new[]
        {
            (Granularity.Hour, 24), (Granularity.Hour, 150), (Granularity.Day, 200), (Granularity.Week, 600), (Granularity.Month, 900),
        })
        {
            var request = Request(hours, granularity, zone);

            var answer = await NewQuery().GetAsync(request, default);

            Assert.True(answer.Series[0].Start <= request.Window.From && answer.Series[^1].End > Now);
            Assert.Equal(answer.Series.Count, answer.Previous.Count);
            Assert.All(answer.Series.Concat(answer.Previous), point => AssertRecount(point, _ => true));
            Assert.Equal(Enumerable.Repeat(false, answer.Series.Count - 1).Append(true), answer.Series.Select(point => point.IsPartial));
            Assert.DoesNotContain(answer.Previous, point => point.IsPartial && point.End <= Now);
        }
    }

    [Theory]
    [InlineData("UTC", "agent1", null)]
    [InlineData("Asia/Kolkata", "agent1", null)]
    [InlineData("Europe/Berlin", null, "model1")]
    [InlineData("Europe/Berlin", "agent2", "model0")]
    public async Task One_agent_s_or_model_s_curve_equals_a_recount(string zone, string? agent, string? model)
    {
        await _history.ProjectAsync(seed: 12, count: 3_000, days: 30);
        foreach (var (granularity, hours) in new[] { (Granularity.Hour, 24), (Granularity.Day, 200), (Granularity.Week, 600) })
        {
            var answer = await NewQuery().GetAsync(Request(hours, granularity, zone) with { Agent = agent, Model = model }, default);

            Assert.All(answer.Series.Concat(answer.Previous), point => AssertRecount(
                point, execution => (agent ?? execution.AgentName) == execution.AgentName && (model is null || model == execution.Model)));
        }
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Kathmandu")]
    public async Task A_day_that_goes_on_equals_a_recount_after_every_page(string zone)
    {
        for (var page = 0; page < 8; page++)
        {
            await _history.ProjectAsync(seed: 40 + page, count: 150, days: 1);
            foreach (var request in new[] { Request(24, Granularity.Hour, zone), Request(48, Granularity.Day, zone) })
            {
                var answer = await NewQuery().GetAsync(request, default);

                Assert.All(answer.Series.Concat(answer.Previous), point => AssertRecount(point, _ => true));
            }
        }
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Kolkata")]
    public async Task Percentiles_are_within_one_per_cent_of_the_nearest_rank(string zone)
    {
        await _history.ProjectAsync(seed: 13, count: 3_000, days: 2);

        var answer = await NewQuery().GetAsync(Request(24, Granularity.Hour, zone), default);

        foreach (var point in answer.Series)
        {
            var sorted = _history.Within(point.Start, point.End)
                .Where(execution => execution.Status != ExecutionStatus.Cancelled).Select(execution => execution.DurationMs).OfType<long>().Order().ToList();
            foreach (var q in (double[])[0.5, 0.95])
            {
                long? exact = sorted.Count == 0 ? null : sorted[(int)Math.Ceiling(q * sorted.Count) - 1];
                var answered = point.Numbers.Latency?.Quantile(q);
                Assert.True(exact is null ? answered is null : Math.Abs(answered!.Value - exact.Value) <= Math.Max(1, exact.Value * 0.01));
            }
        }
    }

    [Fact]
    public async Task The_window_before_is_shifted_by_whole_buckets_of_the_calendar()
    {
        var answer = await NewQuery().GetAsync(Request(24 * 7, Granularity.Day, "Europe/Berlin"), default);

        Assert.Equal(8, answer.Series.Count);
        Assert.Equal(answer.Series[0].Start, answer.Previous[7].Start);
        Assert.Contains(answer.Series, day => day.End - day.Start == TimeSpan.FromHours(25));
    }

    [Fact]
    public async Task A_window_that_is_over_has_no_partial_bucket()
    {
        var window = MetricsWindow.Between(Now.AddDays(-3), Now.AddDays(-2), Now);

        var answer = await NewQuery().GetAsync(new TimelineRequest(window, Granularity.Hour, TimeZoneInfo.Utc), default);

        Assert.All(answer.Series, point => Assert.False(point.IsPartial));
        Assert.Empty(answer.Anomalies);
        Assert.All(answer.Series, point => Assert.Null(point.Numbers.Totals.AverageDurationMs));
    }

    [Fact]
    public async Task Where_hours_are_gone_a_day_of_UTC_is_not_split_and_the_answer_says_so()
    {
        await _history.ProjectAsync(seed: 15, count: 500, days: 900);
        var window = MetricsWindow.Between(Now.AddDays(-800), Now.AddDays(-790), Now);
        var request = new TimelineRequest(window, Granularity.Day, TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"));

        Assert.Equal(Grain.Minute, (await NewQuery().GetAsync(request, default)).Resolution);
        var answer = await NewQuery().GetAsync(request with { Agent = "agent1" }, default);

        Assert.Equal(Grain.Day, answer.Resolution);
        Assert.Equal(
            _history.Within(TimeBucket.Floor(Grain.Day, answer.Series[0].End), TimeBucket.Floor(Grain.Day, answer.Series[^1].Start)).Count(execution => execution.AgentName == "agent1"),
            answer.Series.Skip(1).Take(answer.Series.Count - 2).Sum(point => point.Numbers.Totals.Total + point.Numbers.Totals[Counter.Cancelled]));
    }

    [Theory]
    [InlineData(Granularity.Hour, 999, false)]
    [InlineData(Granularity.Hour, 1_000, true)]
    [InlineData(Granularity.Day, 8_760, false)]
    public void More_than_a_thousand_points_are_too_fine(Granularity granularity, int hours, bool tooFine)
    {
        var request = Request(hours, granularity, "UTC");

        Assert.Equal(tooFine, request.IsTooFine);
        Assert.Equal(tooFine ? Granularity.Day : granularity == Granularity.Hour ? Granularity.Hour : Granularity.Day, request.FinestThatFits);
    }

    // 001: heatmap day of week x hour.
    [Theory]
    [InlineData("UTC", 24 * 7)]
    [InlineData("Europe/Berlin", 24 * 30)]
    [InlineData("Asia/Kathmandu", 24 * 7)]
    [InlineData("Australia/Lord_Howe", 24 * 30)]
    public async Task The_heatmap_equals_a_recount_by_weekday_and_hour(string name, int hours)
    {
        await _history.ProjectAsync(seed: 16, count: 3_000, days: 20);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var window = MetricsWindow.LastHours(hours, Now);

        var answer = await new HeatmapQuery(NewReader(), new CaughtUp(_history.Clock), _history.Clock).GetAsync(window, zone, null, null, default);

        var local = TimeZoneInfo.ConvertTime(window.From, zone);
        var expected = _history.Within(window.From.AddMinutes(-local.Minute), DateTimeOffset.MaxValue)
            .ToLookup(execution => Cell(TimeZoneInfo.ConvertTime(execution.EndedAt!.Value, zone)));
        Assert.Equal(168, answer.Cells.Select(cell => (cell.Day, cell.Hour)).Distinct().Count());
        foreach (var cell in answer.Cells)
        {
            var counted = BruteForce.Of(expected[(cell.Day, cell.Hour)]);
            Assert.Equal(
                (counted.Success + counted.Failure + counted.Timeout, counted.Failure + counted.Timeout, counted.Tokens, counted.Cost),
                (cell.Totals.Total, cell.Totals.Failed, cell.Totals[Counter.TokensUsed], cell.Totals.Cost.Value));
        }
    }

    [Fact]
    public async Task An_hour_that_clocks_skip_or_repeat_occurs_so_often_in_the_heatmap()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var query = new HeatmapQuery(NewReader(), new CaughtUp(_history.Clock), _history.Clock);

        var back = await query.GetAsync(Day(2026, 10, 25), zone, null, null, default);
        var forward = await query.GetAsync(Day(2026, 3, 29), zone, null, null, default);

        Assert.Equal([1, 2, 1], back.Cells.Where(cell => cell is { Day: 7, Hour: 1 or 2 or 3 }).Select(cell => cell.Occurrences));
        Assert.Equal([1, 0, 1], forward.Cells.Where(cell => cell is { Day: 7, Hour: 1 or 2 or 3 }).Select(cell => cell.Occurrences));

        MetricsWindow Day(int year, int month, int day)
        {
            var bucket = LocalBuckets.Of(zone, Granularity.Day, new(year, month, day, 12, 0, 0, TimeSpan.Zero), new(year, month, day, 12, 1, 0, TimeSpan.Zero))[0];
            return MetricsWindow.Between(bucket.Start, bucket.End, Now);
        }
    }

    // 002: total, today, week, month.
    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Kolkata")]
    public async Task Today_this_week_and_this_month_equal_a_recount(string name)
    {
        await _history.ProjectAsync(seed: 17, count: 2_000, days: 40);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);

        var totals = await new CalendarTotalsQuery(NewReader(), _history.Clock).GetAsync(zone, default);

        var today = TimeZoneInfo.ConvertTime(Now, zone).Date;
        Assert.Equal(CostSince(today), totals.Today.Cost.Value);
        Assert.Equal(CostSince(today.AddDays(-1)), totals.ThisWeek.Cost.Value);
        Assert.Equal(CostSince(new DateTime(2026, 10, 1)), totals.ThisMonth.Cost.Value);

        long CostSince(DateTime first) => _history.Finished
            .Where(execution => TimeZoneInfo.ConvertTime(execution.EndedAt!.Value, zone).Date >= first)
            .Sum(execution => execution.Cost?.Value ?? 0);
    }

    private static (int Day, int Hour) Cell(DateTimeOffset local) => ((((int)local.DayOfWeek + 6) % 7) + 1, local.Hour);

    private static TimelineRequest Request(int hours, Granularity granularity, string zone) =>
        new(MetricsWindow.LastHours(hours, Now), granularity, TimeZoneInfo.FindSystemTimeZoneById(zone));

    private void AssertRecount(TimelinePoint point, Func<Execution, bool> matches)
    {
        var expected = BruteForce.Of(_history.Within(point.Start, point.End).Where(matches)) with { Users = 0, Sessions = 0 };
        Assert.Equal(expected, RecountAssert.Counted(point.Numbers) with { Users = 0, Sessions = 0 });
    }

    private SeriesReader NewReader() => new(_history.Store, RetentionAges.Default, _history.Clock);

    private TimelineQuery NewQuery() => new(NewReader(), new CaughtUp(_history.Clock), _history.Clock);
}
