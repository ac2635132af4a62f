using AgentMonitor.Contracts.Recount;
using AgentMonitor.Executions;
using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Concurrency;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Metrics;

public sealed class ConcurrencyTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 20, 13, 37, 21, TimeSpan.Zero);

    private readonly ProjectedHistory _history = new(Now);

    // 003: users, peak concurrent.
    [Theory]
    [InlineData(1, 3)]
    [InlineData(24, 6)]
    [InlineData(7, 20)]
    public async Task Peak_concurrency_equals_a_count_minute_by_minute(int hours, int seed)
    {
        await _history.ProjectAsync(seed, 2_000, days: 3);
        foreach (var window in new[]
        {
            MetricsWindow.LastHours(hours, Now),
            MetricsWindow.Between(Now.AddHours(-hours - 20), Now.AddHours(-19).AddMinutes(-13), Now),
        })
        {
            var peak = await NewQuery(new NothingRunning()).GetAsync(window, default);

            Assert.Equal(CountedPeak(window), peak);
        }
    }

    [Fact]
    public async Task What_still_runs_is_counted_in_the_minute_of_now()
    {
        await _history.ProjectAsync([Some.Execution("a", endedAt: Now, durationMs: 3_600_000)]);

        var peak = await NewQuery(new Running(41)).GetAsync(MetricsWindow.LastHours(1, Now), default);

        Assert.Equal(new Peak(42, BruteForce.Minute(Now)), peak);
    }

    [Fact]
    public async Task Nothing_under_way_has_no_peak() =>
        Assert.Null(await NewQuery(new NothingRunning()).GetAsync(MetricsWindow.LastHours(24, Now), default));

    // 002 and 003: users, peak of 24 hours.
    [Fact]
    public async Task The_peak_of_active_users_is_the_greatest_distinct_count_of_a_minute()
    {
        await _history.ProjectAsync(seed: 8, count: 4_000, days: 2);
        var query = new MinutePeakQuery(_history.Store, _history.Clock);

        Assert.Equal(CountedUsers(), await query.GetAsync(default));
        await _history.ProjectAsync([.. Enumerable.Range(0, 40).Select(i =>
            Some.Execution("more" + i, endedAt: Now.AddMinutes(-1), user: "many" + i))]);
        Assert.Equal(CountedUsers(), await query.GetAsync(default));
        Assert.True(CountedUsers()!.Value.Value >= 40);
    }

    [Fact]
    public async Task A_late_arrival_shows_in_the_peak_of_users_once_its_hour_is_read_again()
    {
        await _history.ProjectAsync(seed: 8, count: 400, days: 2);
        var query = new MinutePeakQuery(_history.Store, _history.Clock);
        await query.GetAsync(default);

        await _history.ProjectAsync([.. Enumerable.Range(0, 40).Select(i =>
            Some.Execution("late" + i, endedAt: Now.AddHours(-3), user: "late" + i))]);
        _history.Clock.Advance(TimeSpan.FromHours(1));

        Assert.True((await query.GetAsync(default))!.Value.Value >= 40);
    }

    private PeakConcurrencyQuery NewQuery(IRunningExecutions running) => new(_history.Store, running, _history.Clock);

    private Peak? CountedPeak(MetricsWindow window)
    {
        var ends = window.IsOpen ? BruteForce.Minute(Now) : window.To.AddMinutes(-1);
        Peak? peak = null;
        for (var minute = window.From; minute <= ends; minute = minute.AddMinutes(1))
        {
            var underWay = _history.Finished.Count(execution =>
                BruteForce.MinuteBegun(execution) <= minute && BruteForce.Minute(execution.EndedAt!.Value) >= minute);
            peak = underWay > (peak?.Value ?? 0) ? new Peak(underWay, minute) : peak;
        }

        return peak;
    }

    private Peak? CountedUsers() => _history.Within(BruteForce.Minute(Now).AddHours(-24), DateTimeOffset.MaxValue)
        .Where(execution => execution.UserId is not null)
        .GroupBy(execution => BruteForce.Minute(execution.EndedAt!.Value))
        .Select(minute => new Peak(minute.Select(execution => execution.UserId).Distinct().Count(), minute.Key))
        .OrderByDescending(minute => minute.Value).ThenBy(minute => minute.At)
        .Select(minute => (Peak?)minute).FirstOrDefault();

    private sealed class Running(long count) : IRunningExecutions
    {
        public ValueTask<IReadOnlyDictionary<string, long>> CountByAgentAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyDictionary<string, long>>(new Dictionary<string, long> { ["tutor"] = count });

        public ValueTask<IReadOnlyList<Execution>> OverdueAsync(
            DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<Execution>>([]);
    }
}
