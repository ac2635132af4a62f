using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Metrics.Activity;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Metrics;

public sealed class RecentActivityQueryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Hours_and_days_equal_a_recount_and_empty_ones_are_there_too(int seed)
    {
        var random = new Random(seed);
        var clock = new ManualClock(Some.Noon.AddMinutes(random.Next(600)));
        var store = new InMemoryStore(clock: clock);
        ExecutionStatus[] statuses = [ExecutionStatus.Success, ExecutionStatus.Failure, ExecutionStatus.Timeout, ExecutionStatus.Cancelled];
        var executions = Enumerable.Range(0, 400).Select(i => Some.Execution(
            $"e{i}", agent: $"agent{random.Next(4)}", status: statuses[random.Next(statuses.Length)],
            endedAt: clock.GetUtcNow().AddMinutes(-random.Next(10 * 24 * 60)), durationMs: random.Next(5000))).ToList();
        await store.AppendAsync(executions, CancellationToken.None);
        var page = await store.Feed.ReadAsync(0, 1000, CancellationToken.None);
        await new Projector(store.Rollups, new NoLiveUpdates()).ProjectAsync(page, CancellationToken.None);

        var activity = await new RecentActivityQuery(store.Rollups, clock).GetAsync(CancellationToken.None);

        Assert.Equal((24, 7), (activity.Hours.Count, activity.Days.Count));
        Assert.All(activity.Hours, hour => Check(hour, TimeSpan.FromHours(1)));
        Assert.All(activity.Days, day => Check(day, TimeSpan.FromDays(1)));
        Assert.True(activity.Hours[^1].Start <= clock.GetUtcNow() && activity.Hours[^1].Start.AddHours(1) > clock.GetUtcNow());

        void Check(ActivityBucket bucket, TimeSpan length)
        {
            var mine = executions.Where(one => one.EndedAt >= bucket.Start && one.EndedAt < bucket.Start + length && one.Status != ExecutionStatus.Cancelled).ToList();
            Assert.Equal(
                (mine.Count, mine.Count(one => one.Status.IsError()), mine.Count == 0 ? null : (long?)Math.Round(mine.Average(one => (decimal)one.DurationMs!), MidpointRounding.ToEven)),
                (bucket.All.Total, bucket.All.Failed, bucket.All.AverageDurationMs));
            Assert.Equal(
                mine.GroupBy(one => one.AgentName).Select(agent => (agent.Key, agent.LongCount())).Order(),
                bucket.Agents.Where(agent => agent.Value.Total > 0).Select(agent => (agent.Key, agent.Value.Total)).Order());
        }
    }
}
