using AgentMonitor.Executions;
using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Anomalies;
using AgentMonitor.Metrics.Timelines;
using AgentMonitor.Metrics.Zones;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Metrics;

// 001: anomalies beyond 2 sigma.
public sealed class AnomalyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 13, 37, 21, TimeSpan.Zero);

    private readonly ProjectedHistory _history = new(Now);

    private readonly List<Execution> _executions = [];

    [Fact]
    public async Task Without_four_weeks_the_24_buckets_before_are_the_measure()
    {
        for (var hour = 1; hour <= 40; hour++)
        {
            Add(hour == 3 ? 50 : 5 + (hour % 3), Now.AddHours(-hour));
        }

        var anomaly = Assert.Single(await AnomaliesAsync(), anomaly => anomaly.Metric == SeriesMetric.TotalRequests);

        Assert.Equal(TimeBucket.Floor(Grain.Hour, Now.AddHours(-3)), anomaly.Start);
        Assert.Equal((50m, AnomalyDirection.Above, BaselineKind.Trailing24), (anomaly.Value, anomaly.Direction, anomaly.Baseline));
        Assert.Equal(6m, anomaly.Expected);
    }

    [Fact]
    public async Task Fewer_than_eight_buckets_are_no_measure()
    {
        for (var hour = 1; hour <= 8; hour++)
        {
            Add(hour == 1 ? 90 : 5, Now.AddHours(-hour));
        }

        Assert.Empty(await AnomaliesAsync());
    }

    [Fact]
    public async Task The_bucket_that_is_not_over_is_never_an_anomaly()
    {
        for (var hour = 0; hour <= 40; hour++)
        {
            Add(hour == 0 ? 500 : 5, Now.AddHours(-hour));
        }

        Assert.Empty(await AnomaliesAsync());
    }

    // Every day at two in the afternoon of Berlin many come: nobody wonders, though clocks were changed in between.
    [Fact]
    public async Task With_four_weeks_the_same_hour_of_the_week_is_the_measure_whatever_the_clocks_did()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        for (var hour = 1; hour <= 24 * 31; hour++)
        {
            var at = TimeBucket.Floor(Grain.Hour, Now.AddHours(-hour));
            Add(TimeZoneInfo.ConvertTime(at, berlin).Hour == 13 ? 30 : hour == 5 ? 20 : 2, at.AddMinutes(5));
        }

        var anomaly = Assert.Single(await AnomaliesAsync(berlin), anomaly => anomaly.Metric == SeriesMetric.TotalRequests);

        Assert.Equal(TimeBucket.Floor(Grain.Hour, Now.AddHours(-5)), anomaly.Start);
        Assert.Equal((20m, 2m, BaselineKind.SameHourOfWeek), (anomaly.Value, anomaly.Expected, anomaly.Baseline));
    }

    [Fact]
    public async Task Days_are_measured_by_the_days_before()
    {
        for (var day = 1; day <= 30; day++)
        {
            Add(day == 4 ? 60 : 10 + (day % 2), Now.AddDays(-day));
        }

        await _history.ProjectAsync(_executions);
        var answer = await NewQuery().GetAsync(
            new TimelineRequest(MetricsWindow.LastHours(24 * 6, Now), Granularity.Day, TimeZoneInfo.Utc), default);

        Assert.Equal(
            TimeBucket.Floor(Grain.Day, Now.AddDays(-4)),
            Assert.Single(answer.Anomalies, anomaly => anomaly.Metric == SeriesMetric.TotalRequests).Start);
    }

    private async Task<IReadOnlyList<Anomaly>> AnomaliesAsync(TimeZoneInfo? zone = null)
    {
        await _history.ProjectAsync(_executions);
        return (await NewQuery().GetAsync(
            new TimelineRequest(MetricsWindow.LastHours(24, Now), Granularity.Hour, zone ?? TimeZoneInfo.Utc), default)).Anomalies;
    }

    private void Add(int count, DateTimeOffset at) => _executions.AddRange(Enumerable.Range(0, count)
        .Select(i => Some.Execution($"x{_executions.Count + i}", endedAt: at, durationMs: 1000)));

    private TimelineQuery NewQuery() => new(
        new SeriesReader(_history.Store, RetentionAges.Default, _history.Clock), new CaughtUp(_history.Clock), _history.Clock);
}
