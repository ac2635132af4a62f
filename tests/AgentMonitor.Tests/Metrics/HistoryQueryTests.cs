using AgentMonitor.Contracts.Recount;
using AgentMonitor.Executions;
using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Outcomes;
using AgentMonitor.Metrics.Overviews;
using AgentMonitor.Metrics.Timelines;
using AgentMonitor.Metrics.Users;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Metrics;

public sealed class HistoryQueryTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 27, 13, 37, 21, TimeSpan.Zero);

    private readonly ProjectedHistory _history = new(Now);

    // 001: messages total, last hour, last 24 h; users today and this week; KPI cards with sparkline.
    [Theory]
    [InlineData("UTC", 24)]
    [InlineData("Asia/Kolkata", 24 * 7)]
    [InlineData("America/New_York", 6)]
    public async Task The_overview_equals_a_recount(string name, int hours)
    {
        await _history.ProjectAsync(seed: 21, count: 3_000, days: 20);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var window = MetricsWindow.LastHours(hours, Now);

        var answer = await NewOverview().GetAsync(new MetricsRequest(window), zone, default);

        AssertSame(Since(window.From), answer.Current);

        // Minutes are kept for eight days.
        var before = window.Previous.From < Now.AddDays(-8) ? TimeBucket.Floor(Grain.Hour, window.Previous.From) : window.Previous.From;
        AssertSame(_history.Within(before, window.From), answer.Previous);
        for (var i = 0; i < answer.Sparkline.Starts.Count; i++)
        {
            var end = i + 1 < answer.Sparkline.Starts.Count ? answer.Sparkline.Starts[i + 1] : DateTimeOffset.MaxValue;
            AssertSame(_history.Within(answer.Sparkline.Starts[i], end), answer.Sparkline.Buckets[i]);
        }

        var minute = BruteForce.Minute(Now);
        var today = LocalMidnight(zone, 0);
        Assert.Equal(
            new ExecutionCounts(Total(_history.Finished), Total(Since(minute.AddHours(-1))), Total(Since(minute.AddHours(-24))), Total(Since(today))),
            answer.Executions);
        Assert.Equal(
            new UserCounts(Users(Since(minute.AddHours(-24))), Users(Since(today)), Users(Since(LocalMidnight(zone, -1)))), answer.Users);
    }

    [Theory]
    [InlineData("agent1", null, null)]
    [InlineData(null, "model1", null)]
    [InlineData("agent2", "model0", null)]
    [InlineData(null, null, "user3")]
    public async Task The_overview_s_filters_equal_a_recount(string? agent, string? model, string? user)
    {
        await _history.ProjectAsync(seed: 22, count: 3_000, days: 20);
        var request = new MetricsRequest(MetricsWindow.LastHours(24, Now), agent, model, user);

        var answer = await NewOverview().GetAsync(request, TimeZoneInfo.Utc, default);

        Assert.Equal(Total(_history.Finished.Where(Matches)), answer.Executions.Total);
        Assert.Equal(
            Total(Since(answer.Sparkline.Starts[0]).Where(Matches)), answer.Sparkline.Buckets.Sum(bucket => bucket.Totals.Total));
        Assert.Equal(user is null, answer.Users is not null);

        bool Matches(Execution execution) => (agent is null || agent == execution.AgentName)
            && (model is null || model == execution.Model) && (user is null || user == execution.UserId);
    }

    [Fact]
    public async Task What_arrives_for_a_day_long_past_is_in_the_sum_of_all_time_at_once()
    {
        await _history.ProjectAsync(seed: 23, count: 200, days: 9);
        var query = NewAllTime();
        var request = new MetricsRequest(MetricsWindow.LastHours(1, Now));
        var before = (await query.GetAsync(request, default)).Total;

        await _history.ProjectAsync([Some.Execution("late", endedAt: Now.AddDays(-5)), Some.Execution("new", endedAt: Now.AddMinutes(-1))]);

        Assert.Equal(before + 2, (await query.GetAsync(request, default)).Total);
    }

    [Fact]
    public async Task What_another_process_adds_to_a_day_long_past_is_in_the_sum_of_all_time_ten_minutes_later()
    {
        await _history.ProjectAsync(seed: 23, count: 200, days: 9);
        var query = new AllTimeTotals(NewMetrics(), new SavedDays(_history.Clock), _history.Clock);
        var request = new MetricsRequest(MetricsWindow.LastHours(1, Now));
        var before = (await query.GetAsync(request, default)).Total;

        await _history.ProjectAsync([Some.Execution("late", endedAt: Now.AddDays(-5)), Some.Execution("new", endedAt: Now.AddMinutes(-1))]);
        Assert.Equal(before + 1, (await query.GetAsync(request, default)).Total);
        _history.Clock.Advance(AllTimeTotals.Trust);

        Assert.Equal(before + 2, (await query.GetAsync(request, default)).Total);
    }

    // 002: conversion. 004: feature adoption.
    [Theory]
    [InlineData(24)]
    [InlineData(24 * 9)]
    public async Task Outcomes_and_features_equal_a_recount(int hours)
    {
        await _history.ProjectAsync(seed: 24, count: 3_000, days: 20);
        var window = MetricsWindow.LastHours(hours, Now);

        var answer = await new OutcomesQuery(new WindowReader(_history.Store), new CaughtUp(_history.Clock), _history.Clock, RetentionAges.Default)
            .GetAsync(window, default);

        var inside = Since(TimeBucket.Floor(Grain.Hour, window.From)).ToList();
        AssertSame(inside, answer.All);
        Assert.Equal(
            inside.Select(execution => execution.Feature).OfType<string>().Distinct().Order(), answer.Features.Select(feature => feature.Name).Order());
        foreach (var feature in answer.Features)
        {
            var ofFeature = inside.Where(execution => execution.Feature == feature.Name).ToList();
            AssertSame(ofFeature, feature.Numbers, sessions: false);
            foreach (var variant in feature.Variants)
            {
                AssertSame(ofFeature.Where(execution => execution.Variant == variant.Name), variant.Numbers, sessions: false);
            }
        }
    }

    // 001: top users.
    [Theory]
    [InlineData(UserOrder.Executions, 24)]
    [InlineData(UserOrder.Cost, 24 * 7)]
    [InlineData(UserOrder.Tokens, 3)]
    [InlineData(UserOrder.Errors, 24)]
    [InlineData(UserOrder.LastSeen, 24)]
    public async Task Top_users_equal_a_recount_in_every_order(UserOrder order, int hours)
    {
        await _history.ProjectAsync(seed: 25, count: 2_000, days: 10);
        var query = new TopUsersQuery(new UncachedUserDays(_history.Store), new CaughtUp(_history.Clock), _history.Clock);
        foreach (var window in new[] { MetricsWindow.LastHours(hours, Now), MetricsWindow.Between(Now.AddHours(-hours - 40), Now.AddHours(-30), Now) })
        {
            var answer = await query.GetAsync(window, order, 3, default);

            var to = window.IsOpen ? DateTimeOffset.MaxValue : TimeBucket.Of(Grain.Hour, window.To.AddTicks(-1)).End;
            var expected = _history.Within(TimeBucket.Floor(Grain.Hour, window.From), to).Where(execution => execution.UserId is not null)
                .GroupBy(execution => execution.UserId!).ToList();
            Assert.Equal(expected.Count, answer.TotalUsers);
            Assert.Equal(expected.Select(user => Key(user, order)).OrderDescending().Take(3), answer.Users.Select(user => Key(expected.Single(one => one.Key == user.UserId), order)));
            Assert.All(answer.Users, user => Assert.Equal(Total(expected.Single(one => one.Key == user.UserId)), user.Figures.Total));
        }
    }

    private static long Key(IEnumerable<Execution> user, UserOrder order) => order switch
    {
        UserOrder.Cost => BruteForce.Of(user).Cost,
        UserOrder.Tokens => BruteForce.Of(user).Tokens,
        UserOrder.Errors => BruteForce.Of(user).Failure + BruteForce.Of(user).Timeout,
        UserOrder.LastSeen => user.Max(execution => execution.EndedAt!.Value.UtcTicks),
        _ => Total(user),
    };

    private static DateTimeOffset LocalMidnight(TimeZoneInfo zone, int days)
    {
        var midnight = TimeZoneInfo.ConvertTime(Now, zone).Date.AddDays(days);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    private static long Total(IEnumerable<Execution> executions) =>
        executions.Count(execution => execution.Status is ExecutionStatus.Success or ExecutionStatus.Failure or ExecutionStatus.Timeout);

    private static long Users(IEnumerable<Execution> executions) => BruteForce.Of(executions).Users;

    private static void AssertSame(IEnumerable<Execution> expected, Rollup actual, bool sessions = true)
    {
        var counted = BruteForce.Of(expected);
        Assert.Equal(sessions ? counted : counted with { Sessions = 0 }, RecountAssert.Counted(actual));
    }

    private IEnumerable<Execution> Since(DateTimeOffset from) => _history.Within(from, DateTimeOffset.MaxValue);

    private MetricsQuery NewMetrics() =>
        new(new WindowReader(_history.Store), new NothingRunning(), new CaughtUp(_history.Clock), _history.Clock, RetentionAges.Default);

    private AllTimeTotals NewAllTime() => new(NewMetrics(), _history.Saved, _history.Clock);

    private OverviewQuery NewOverview() => new(
        NewMetrics(), new SeriesReader(_history.Store, RetentionAges.Default, _history.Clock), NewAllTime(),
        new CaughtUp(_history.Clock), _history.Clock, RetentionAges.Default);
}
