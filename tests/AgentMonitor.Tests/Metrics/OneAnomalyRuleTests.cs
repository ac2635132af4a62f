using AgentMonitor.Alerts;
using AgentMonitor.Alerts.Readers;
using AgentMonitor.Executions;
using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Anomalies;
using AgentMonitor.Metrics.Timelines;
using AgentMonitor.Metrics.Zones;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Metrics;

/// <summary>What a chart marks and what a rule reads, both held against a count by hand of the same executions.</summary>
public sealed class OneAnomalyRuleTests
{
    // A week and a half after clocks went back in Europe.
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 13, 37, 21, TimeSpan.Zero);

    private static readonly (SeriesMetric Metric, double Least)[] Metrics =
    [
        (SeriesMetric.TotalRequests, 5), (SeriesMetric.Failed, 3), (SeriesMetric.TotalTokens, 1000), (SeriesMetric.TotalCostUsd, 0.01),
    ];

    private readonly ProjectedHistory _history = new(Now);

    [Theory]
    [InlineData("UTC", 1, 40)]
    [InlineData("UTC", 2, 20)]
    [InlineData("UTC", 3, 1)]
    [InlineData("Europe/Berlin", 4, 40)]
    [InlineData("Asia/Kathmandu", 5, 40)]
    public async Task A_chart_marks_what_a_count_by_hand_finds_and_nothing_else(string name, int seed, int days)
    {
        await GenerateAsync(seed, days);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var request = new TimelineRequest(MetricsWindow.LastHours(24 * 3, Now), Granularity.Hour, zone);

        var answer = await new TimelineQuery(
            new SeriesReader(_history.Store, RetentionAges.Default, _history.Clock), new CaughtUp(_history.Clock), _history.Clock).GetAsync(request, default);

        var expected = (
            from metric in Metrics
            from point in answer.Series
            where !point.IsPartial
            let counted = Count(metric.Metric, point.Start, zone, metric.Least)
            where counted is not null && Math.Abs(counted.Value.Deviation) > 2
            orderby metric.Metric, point.Start
            select (metric.Metric, point.Start, counted.Value.Expected, Deviation: Math.Abs(counted.Value.Deviation), counted.Value.IsWeekly)).ToList();
        var marked = answer.Anomalies.Where(anomaly => anomaly.Metric != SeriesMetric.P95Ms)
            .OrderBy(anomaly => anomaly.Metric).ThenBy(anomaly => anomaly.Start).ToList();
        Assert.Equal(
            expected.Select(each => (each.Metric, each.Start, each.IsWeekly)),
            marked.Select(anomaly => (anomaly.Metric, anomaly.Start, anomaly.Baseline == BaselineKind.SameHourOfWeek)));
        Assert.All(expected.Zip(marked), pair =>
        {
            Assert.Equal(pair.First.Expected, (double)pair.Second.Expected, 0.0001);
            Assert.Equal(pair.First.Deviation, (double)pair.Second.Deviation, 0.0001);
        });
        Assert.NotEmpty(expected);
    }

    [Theory]
    [InlineData(1, 40, null)]
    [InlineData(2, 20, null)]
    [InlineData(3, 1, null)]
    [InlineData(4, 40, "agent1")]
    public async Task A_rule_reads_the_nearer_of_two_hours_by_the_same_count(int seed, int days, string? agent)
    {
        await GenerateAsync(seed, days);
        var rule = new AlertRule { Id = "odd", Name = "Odd", Kind = AlertKind.Anomaly, Threshold = 3, Agent = agent };
        for (var back = 0; back < 30; back++)
        {
            var now = Now.AddHours(-back);
            var last = TimeBucket.Floor(Grain.Hour, now).AddHours(-1);

            var readings = await new AnomalyAlerts(new UsualHours(_history.Store, _history.Clock)).ReadAsync(rule, now, default);

            foreach (var ((metric, least), subject) in Metrics.Zip((string[])["total_requests", "failed", "total_tokens", "total_cost_usd"]))
            {
                var (newer, older) = (
                    Count(metric, last, TimeZoneInfo.Utc, least, agent)?.Deviation, Count(metric, last.AddHours(-1), TimeZoneInfo.Utc, least, agent)?.Deviation);
                var isSame = newer > 0 == older > 0 && (newer > 0 || metric == SeriesMetric.TotalRequests);
                double? expected = newer is null || older is null ? null : isSame ? Math.Min(Math.Abs(newer.Value), Math.Abs(older.Value)) : 0;
                var read = (double?)readings.Single(reading => reading.Subject == "metric:" + subject).Value;
                Assert.True(expected is null ? read is null : Math.Abs(expected.Value - read!.Value) <= 0.006, $"{subject} at {last:u}: {read}, not {expected}.");
            }
        }
    }

    // Busy days and quiet nights, so that the two kinds of baseline differ, and a burst now and then.
    private async Task GenerateAsync(int seed, int days)
    {
        var random = new Random(seed);
        var executions = new List<Execution>();
        for (var hour = 1; hour <= days * 24; hour++)
        {
            var at = TimeBucket.Floor(Grain.Hour, Now.AddHours(-hour));
            var count = (at.Hour is > 7 and < 18 ? 12 : at.Hour < 4 ? 0 : 2) + random.Next(3) + (random.Next(15) == 0 ? 40 : 0);
            executions.AddRange(Enumerable.Range(0, count).Select(_ => RandomExecutions.Next(random, executions.Count, at)).ToList()
                .Select((execution, i) => execution with { Id = new ExecutionId($"x{hour}-{i}"), EndedAt = at.AddSeconds(random.Next(3600)) }));
        }

        await _history.ProjectAsync(executions);
    }

    private (double Expected, double Deviation, bool IsWeekly)? Count(
        SeriesMetric metric, DateTimeOffset hour, TimeZoneInfo zone, double least, string? agent = null)
    {
        var counted = _history.Finished.Where(execution => agent is null || execution.AgentName == agent).ToList();
        var first = counted.Min(execution => execution.EndedAt!.Value);
        var weeks = Enumerable.Range(1, 4).Select(week => Back(week)).Select(same => Known([same.AddHours(-1), same, same.AddHours(1)])).ToList();
        var isWeekly = weeks.All(week => week.Count > 0) && weeks.Sum(week => week.Count) >= 8;
        var values = isWeekly ? weeks.SelectMany(week => week).ToList() : Known([.. Enumerable.Range(1, 24).Select(back => hour.AddHours(-back))]);
        if (values.Count < 8)
        {
            return null;
        }

        var mean = values.Average();
        var sigma = Math.Sqrt(values.Sum(value => Math.Pow(value - mean, 2)) / (values.Count - 1));
        return (mean, (Value(hour) - mean) / new[] { sigma, least, 0.05 * mean }.Max(), isWeekly);

        // What the clock on the wall said, so many weeks ago.
        DateTimeOffset Back(int week)
        {
            var local = TimeZoneInfo.ConvertTime(hour, zone).DateTime.AddDays(-7 * week);
            return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        }

        List<double> Known(List<DateTimeOffset> hours) => [.. hours.Where(each => each.AddHours(1) > first).Select(Value)];

        double Value(DateTimeOffset start) => counted.Where(execution => execution.EndedAt >= start && execution.EndedAt < start.AddHours(1)).Sum(execution => metric switch
        {
            SeriesMetric.TotalTokens => (double)(execution.TokensUsed ?? 0),
            SeriesMetric.TotalCostUsd => (execution.Cost?.Value ?? 0) / 1e9,
            SeriesMetric.TotalRequests => execution.Status == ExecutionStatus.Cancelled ? 0 : 1,
            _ => execution.Status is ExecutionStatus.Failure or ExecutionStatus.Timeout ? 1 : 0,
        });
    }
}
