using AgentMonitor.Alerts;
using AgentMonitor.Alerts.Readers;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Metrics;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Alerts;

public sealed class AlertReaderTests : IAsyncDisposable
{
    private readonly ManualClock _clock = new(Some.Noon);

    private readonly InMemoryStore _store = new();

    private readonly List<Execution> _executions = [];

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("agent1")]
    [InlineData("nobody")]
    public async Task Readings_of_a_window_equal_a_recount_of_its_executions(string? agent)
    {
        var random = new Random(5);
        for (var i = 0; i < 400; i++)
        {
            _executions.Add(RandomExecutions.Next(random, i, Some.Noon.AddSeconds(-random.Next(7200))));
        }

        await ProjectAsync();
        foreach (var minutes in (int[])[1, 5, 15, 60, 90])
        {
            var from = Some.Noon.AddMinutes(-minutes);
            var inside = _executions.Where(execution => execution.Status.IsFinal() && execution.EndedAt >= from && (agent is null || execution.AgentName == agent)).ToList();
            var counted = inside.Where(execution => execution.Status != ExecutionStatus.Cancelled).ToList();
            var good = counted.Count(execution => execution.Status == ExecutionStatus.Success);

            Assert.Equal(Ratio(good, counted.Count), await ReadAsync(AlertKind.SuccessRate, agent, minutes));
            Assert.Equal(Ratio(counted.Count - good, counted.Count), await ReadAsync(AlertKind.ErrorRate, agent, minutes));
            Assert.Equal(inside.Sum(execution => execution.Cost?.Value ?? 0) / 1e9m, await ReadAsync(AlertKind.Cost, agent, minutes));
            Assert.Equal(inside.Count, await ReadAsync(AlertKind.NoData, agent, minutes));
        }
    }

    [Fact]
    public async Task An_hour_that_is_twice_as_slow_as_usual_is_seen_by_its_baseline()
    {
        Hours(26, i => 5, i => i == 0 ? 4000 : 1000);
        await ProjectAsync();
        var rule = new AlertRule { Id = "latency", Name = "Slow", Kind = AlertKind.LatencyP95, BaselineFactor = 2 };

        var reading = Assert.Single(await Executions().ReadAsync(rule, _clock.GetUtcNow(), default));

        Assert.InRange(reading.Baseline!.Value, 990, 1010);
        Assert.InRange(reading.Value!.Value, 3960, 4040);
    }

    [Theory]
    [InlineData(50, 50, true)]
    [InlineData(50, 5, false)]
    [InlineData(5, 50, false)]
    [InlineData(5, 5, false)]
    public async Task Two_hours_in_a_row_far_from_usual_are_an_anomaly_and_one_is_chance(int last, int before, bool isAnomaly)
    {
        Hours(40, i => i == 1 ? last : i == 2 ? before : 5, _ => 1000);
        await ProjectAsync();
        var rule = new AlertRule { Id = "anomaly", Name = "Odd", Kind = AlertKind.Anomaly, Threshold = 3 };

        var readings = await new AnomalyAlerts(new UsualHours(_store.Rollups, _clock)).ReadAsync(rule, _clock.GetUtcNow(), default);

        Assert.Equal(isAnomaly, readings.Single(reading => reading.Subject == "metric:total_requests").Value > 3);
        Assert.All(readings.Where(reading => reading.Subject is "metric:failed" or "metric:p95_ms"), reading => Assert.Equal(0, reading.Value));
    }

    [Fact]
    public async Task A_young_installation_has_no_anomalies()
    {
        Hours(6, i => 500, _ => 1000);
        await ProjectAsync();

        var readings = await new AnomalyAlerts(new UsualHours(_store.Rollups, _clock)).ReadAsync(
            new AlertRule { Id = "anomaly", Name = "Odd", Kind = AlertKind.Anomaly, Threshold = 3 }, _clock.GetUtcNow(), default);

        Assert.All(readings, reading => Assert.Null(reading.Value));
    }

    private static decimal? Ratio(int part, int whole) => whole == 0 ? null : Math.Round((decimal)part / whole, 4, MidpointRounding.ToEven);

    // Hour i before this one, which is half over, holds so many executions of so many milliseconds.
    private void Hours(int hours, Func<int, int> count, Func<int, long> milliseconds)
    {
        _clock.MoveTo(Some.Noon.AddMinutes(30));
        for (var hour = 0; hour < hours; hour++)
        {
            for (var i = 0; i < count(hour); i++)
            {
                _executions.Add(Some.Execution($"{hour}-{i}", endedAt: Some.Noon.AddHours(-hour).AddMinutes(16).AddSeconds(i), durationMs: milliseconds(hour)));
            }
        }
    }

    private async Task<decimal?> ReadAsync(AlertKind kind, string? agent, int minutes) => Assert.Single(await Executions().ReadAsync(
        new AlertRule { Id = "r", Name = "R", Kind = kind, Agent = agent, Threshold = 0, WindowMinutes = minutes }, _clock.GetUtcNow(), default)).Value;

    private ExecutionAlerts Executions() =>
        new(new WindowReader(_store.Rollups), new UsualHours(_store.Rollups, _clock), RetentionAges.Default);

    private async Task ProjectAsync()
    {
        await _store.Log.AppendAsync(_executions, default);
        var page = await _store.Feed.ReadAsync(0, 100_000, default);
        await new Projector(_store.Rollups, new NoLiveUpdates()).ProjectAsync(page, default);
    }
}
