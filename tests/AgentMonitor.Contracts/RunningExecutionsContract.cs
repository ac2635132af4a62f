using AgentMonitor.Executions;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Contracts;

public abstract class RunningExecutionsContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task Running_executions_are_counted_by_agent_until_they_finish()
    {
        await AppendAllAsync(Start("a", "tutor", 30), Start("b", "tutor", 30), Start("c", "grader", 30), Some.Execution("d"));
        await ProjectAsync();
        var before = await Store.Running.CountByAgentAsync(None);

        await AppendAllAsync(Some.Execution("a"), Some.Execution("c", agent: "grader"));
        await ProjectAsync();

        Assert.Equal(new Dictionary<string, long> { ["tutor"] = 2, ["grader"] = 1 }, before.ToDictionary());
        Assert.Equal(new Dictionary<string, long> { ["tutor"] = 1 }, (await Store.Running.CountByAgentAsync(None)).ToDictionary());
    }

    [Fact]
    public async Task One_that_starts_and_finishes_between_two_pages_never_runs()
    {
        await AppendAllAsync(Start("a", "tutor", 30), Some.Execution("a"));
        await ProjectAsync();

        Assert.Empty(await Store.Running.CountByAgentAsync(None));
    }

    [Fact]
    public async Task The_overdue_come_oldest_deadline_first()
    {
        await AppendAllAsync(Start("late", "tutor", 20), Start("latest", "tutor", 40), Start("early", "tutor", 10));
        await ProjectAsync();

        Assert.Equal(["early", "late"], await OverdueAsync(Some.Noon.AddMinutes(30), 10));
        Assert.Equal(["early"], await OverdueAsync(Some.Noon.AddMinutes(30), 1));
        Assert.Equal(["early"], await OverdueAsync(Some.Noon.AddMinutes(20), 10));
    }

    [Fact]
    public async Task A_heartbeat_moves_the_deadline()
    {
        var start = Start("a", "tutor", 10);
        await AppendAllAsync(start, ExecutionTransitions.Heartbeat(start, Some.Noon.AddMinutes(9), Some.Noon.AddMinutes(40)));
        await ProjectAsync();

        Assert.Empty(await OverdueAsync(Some.Noon.AddMinutes(30), 10));
        Assert.Equal(["a"], await OverdueAsync(Some.Noon.AddMinutes(41), 10));
        Assert.Equal(1, (await Store.Running.CountByAgentAsync(None))["tutor"]);
    }

    private static Execution Start(string id, string agent, int minutes) =>
        Some.Execution(id, agent, ExecutionStatus.Running) with
        {
            ContentHash = "start of " + id,
            DeadlineAt = Some.Noon.AddMinutes(minutes),
        };

    private async Task<IEnumerable<string>> OverdueAsync(DateTimeOffset now, int limit) =>
        (await Store.Running.OverdueAsync(now, limit, None)).Select(execution => execution.Id.Value);
}
