using AgentMonitor.Contracts.Recount;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Metrics;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using AgentMonitor.Tests.Projection;
using Xunit;

namespace AgentMonitor.Tests.Metrics;

public sealed class MetricsQueryTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 20, 13, 37, 21, TimeSpan.Zero);

    private readonly PiecewiseRollupStore _store = new();

    private readonly List<Execution> _executions = [];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(24)]
    [InlineData(50)]
    [InlineData(24 * 7)]
    public async Task Every_window_equals_a_recount_to_the_minute(int hours)
    {
        await ProjectRandomAsync(seed: hours, count: 3000);
        var window = MetricsWindow.LastHours(hours, Now);

        var answer = await NewQuery().GetAsync(new MetricsRequest(window), CancellationToken.None);

        var inside = Within(window.From, DateTimeOffset.MaxValue);
        AssertSame(BruteForce.Of(inside), answer.Summary);
        AssertSame(BruteForce.Of(Within(window.From - window.Length, window.From)), answer.Previous);
        foreach (var agent in inside.GroupBy(execution => execution.AgentName))
        {
            AssertSame(BruteForce.Of(agent), answer.Agents[agent.Key]);
        }

        foreach (var model in inside.Where(execution => execution.Model is not null).GroupBy(execution => execution.Model!))
        {
            AssertSame(BruteForce.Of(model), answer.Models![model.Key]);
        }
    }

    [Fact]
    public async Task Every_filter_equals_a_recount()
    {
        await ProjectRandomAsync(seed: 5, count: 3000);
        var window = MetricsWindow.LastHours(30, Now);

        foreach (var (request, matches) in Filters(window))
        {
            // One user's windows begin at a whole hour.
            var from = request.UserId is null ? window.From : TimeBucket.Floor(Grain.Hour, window.From);
            var answer = await NewQuery().GetAsync(request, CancellationToken.None);

            var expected = BruteForce.Of(Within(from, DateTimeOffset.MaxValue).Where(matches));
            AssertSame(request.UserId is null ? expected : expected with { Users = 0 }, answer.Summary);
        }
    }

    [Fact]
    public async Task Percentiles_are_within_one_per_cent_of_the_nearest_rank()
    {
        await ProjectRandomAsync(seed: 9, count: 4000);
        var window = MetricsWindow.LastHours(24, Now);

        var answer = await NewQuery().GetAsync(new MetricsRequest(window), CancellationToken.None);

        var sorted = Within(window.From, DateTimeOffset.MaxValue)
            .Where(execution => execution.Status.IsFinal() && execution.Status != ExecutionStatus.Cancelled)
            .Select(execution => execution.DurationMs).OfType<long>().Order().ToList();
        foreach (var q in (double[])[0.5, 0.9, 0.95, 0.99, 0.999])
        {
            var exact = sorted[(int)Math.Ceiling(q * sorted.Count) - 1];
            var answered = answer.Summary.Latency!.Quantile(q)!.Value;
            Assert.InRange(answered, exact - Math.Max(1, exact * 0.01), exact + Math.Max(1, exact * 0.01));
        }
    }

    private static IEnumerable<(MetricsRequest Request, Func<Execution, bool> Matches)> Filters(MetricsWindow window) =>
    [
        (new(window, Agent: "agent1"), execution => execution.AgentName == "agent1"),
        (new(window, Model: "model0"), execution => execution.Model == "model0"),
        (new(window, Agent: "agent2", Model: "model1"), execution => execution is { AgentName: "agent2", Model: "model1" }),
        (new(window, UserId: "user3"), execution => execution.UserId == "user3"),
        (new(window, Agent: "agent0", UserId: "user3"), execution => execution is { AgentName: "agent0", UserId: "user3" }),
    ];

    private static void AssertSame(BruteForce expected, Rollup actual) =>
        Assert.Equal(expected, RecountAssert.Counted(actual));

    private MetricsQuery NewQuery() =>
        new(new WindowReader(_store), new NothingRunning(), new CaughtUp(new ManualClock(Now)), new ManualClock(Now), RetentionAges.Default);

    private List<Execution> Within(DateTimeOffset from, DateTimeOffset to) =>
        [.. _executions.Where(execution => execution.EndedAt >= from && execution.EndedAt < to)];

    private async Task ProjectRandomAsync(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var endedAt = Now.AddSeconds(-random.Next(1, 15 * 24 * 3600) * Math.Pow(random.NextDouble(), 2));
            _executions.Add(RandomExecutions.Next(random, i, endedAt));
        }

        var items = _executions.Select((execution, i) => new FeedItem(0, i, execution)).ToList();
        await new Projector(_store, new NoLiveUpdates()).ProjectAsync(new FeedPage(items, [], null), CancellationToken.None);
    }
}
