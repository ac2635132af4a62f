using System.Text.Json.Nodes;
using AgentMonitor.Server.Replays;
using AgentMonitor.Server.Tests.Delivery;
using AgentMonitor.Server.Traces;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Server.Tests.Replays;

public sealed class ReplayTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 20, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Then = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Now);
    private readonly ScriptedDelivery _server = new();

    [Fact]
    public async Task Executions_go_out_when_they_end_as_many_times_faster_as_asked()
    {
        var replay = RunAsync(speed: 10, Row("a", 0), Row("b", 100));

        Assert.Equal(["run-a"], SentIds());
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(["run-a"], SentIds());
        _clock.Advance(TimeSpan.FromSeconds(1));

        await replay;
        Assert.Equal(["run-a", "run-b"], SentIds());
    }

    [Fact]
    public async Task Executions_end_at_the_moment_they_are_posted_and_last_as_long_as_they_did()
    {
        var replay = RunAsync(speed: 10, Row("a", 0), Row("b", 100));
        _clock.Advance(TimeSpan.FromSeconds(10));
        await replay;

        var last = Sent().Last();
        Assert.Equal(Now.AddSeconds(10), TraceTimes.Find(last, "ended_at"));
        Assert.Equal(Now.AddSeconds(8), TraceTimes.Find(last, "started_at"));
    }

    [Fact]
    public async Task What_has_become_due_meanwhile_goes_out_at_once()
    {
        var replay = RunAsync(speed: 1, Row("a", 0), Row("c", 3), Row("b", 2));
        _clock.Advance(TimeSpan.FromSeconds(10));
        await replay;

        Assert.Equal([1, 2], _server.Batches.Select(batch => batch.Count));
        Assert.Equal(["run-a", "run-b", "run-c"], SentIds());
    }

    [Fact]
    public async Task Rows_without_a_time_are_left_out_and_counted()
    {
        var plan = await PlanAsync(Row("a", 0), TraceRow.Read(2, new JsonObject { ["execution_id"] = "x" }), TraceRow.Unreadable(3, "bad"));

        Assert.Single(plan.Events);
        Assert.Equal(2, plan.LeftOut);
    }

    private async Task RunAsync(double speed, params TraceRow[] rows)
    {
        var plan = await PlanAsync(rows);
        await new Replay(_server, _clock, speed).RunAsync(plan, new ReplayTally(), new Progress<ReplayTally>(), default);
    }

    private static Task<ReplayPlan> PlanAsync(params TraceRow[] rows) =>
        ReplayPlan.MakeAsync(rows.ToAsyncEnumerable(), "run", default);

    private static TraceRow Row(string id, int endsAfterSeconds) => TraceRow.Read(1, new JsonObject
    {
        ["execution_id"] = id,
        ["started_at"] = TraceTimes.Format(Then.AddSeconds(endsAfterSeconds - 2)),
        ["ended_at"] = TraceTimes.Format(Then.AddSeconds(endsAfterSeconds)),
    });

    private IEnumerable<JsonObject> Sent() =>
        _server.Batches.SelectMany(batch => JsonNode.Parse(batch.ToBody())!.AsArray()).Select(node => node!.AsObject());

    private IEnumerable<string?> SentIds() => Sent().Select(record => (string?)record["execution_id"]);
}
