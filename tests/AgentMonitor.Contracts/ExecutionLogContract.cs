using System.Text;
using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Contracts;

public abstract class ExecutionLogContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task A_new_execution_is_created_and_found()
    {
        var result = await AppendAsync(Some.Execution("a"));

        var found = await Store.Log.FindAsync(new ExecutionId("a"), None);
        Assert.Equal(AppendOutcome.Created, result.Outcome);
        Assert.Equal(result.Sequence, found?.Sequence);
        Assert.Equal(ExecutionStatus.Success, found?.Execution.Status);
        Assert.Null(found?.LateCompletion);
    }

    [Fact]
    public async Task An_unknown_id_is_not_found()
    {
        await AppendAsync(Some.Execution("a"));

        Assert.Null(await Store.Log.FindAsync(new ExecutionId("b"), None));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_field_and_the_content_survive(bool projected)
    {
        var full = Full("full");
        await AppendAsync(full);
        await ProjectIfAsync(projected);

        var found = (await Store.Log.FindAsync(full.Id, None))?.Execution;

        Assert.NotNull(found);
        Assert.Equal(full.Tags, found.Tags);
        Assert.Equal(Text(full.Content.InputData), Text(found.Content.InputData));
        Assert.Equal(Text(full.Content.OutputData), Text(found.Content.OutputData));
        Assert.Null(found.Content.Attributes);
        Assert.Equal(full with { Tags = [], Content = ExecutionContent.None }, found with { Tags = [], Content = ExecutionContent.None });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_same_content_again_is_a_duplicate_of_the_first(bool projected)
    {
        var first = await AppendAsync(Some.Execution("a"));
        await ProjectIfAsync(projected);

        var again = await AppendAsync(Some.Execution("a"));

        Assert.Equal(new AppendResult(AppendOutcome.Duplicate, first.Sequence), again);
        Assert.Single(await ReadFeedAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Other_content_on_a_finished_execution_is_a_conflict_and_changes_nothing(bool projected)
    {
        await AppendAsync(Some.Execution("a", agent: "first"));
        await ProjectIfAsync(projected);

        var other = await AppendAsync(Some.Execution("a", agent: "other") with { ContentHash = "other" });

        Assert.Equal(AppendOutcome.Conflict, other.Outcome);
        Assert.Equal("first", (await Store.Log.FindAsync(new ExecutionId("a"), None))?.Execution.AgentName);
        Assert.Single(await ReadFeedAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_running_execution_is_finished_and_keeps_what_its_end_leaves_out(bool projected)
    {
        var input = Encoding.UTF8.GetBytes("{\"q\":1}");
        await AppendAsync(Start("a") with { Content = new ExecutionContent(input, null, null), Region = "westeurope" });
        await ProjectIfAsync(projected);

        var finish = await AppendAsync(Some.Execution("a", model: "m"));

        var found = await Store.Log.FindAsync(new ExecutionId("a"), None);
        Assert.Equal(AppendOutcome.Updated, finish.Outcome);
        Assert.Equal(finish.Sequence, found?.Sequence);
        Assert.Equal("{\"q\":1}", Text(found?.Execution.Content.InputData));
        Assert.Equal("westeurope", found?.Execution.Region);
        Assert.Equal(Store.FeedsEveryChange ? 2 : 1, (await ReadFeedAsync()).Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_completion_after_the_sweep_is_kept_beside_the_timeout(bool projected)
    {
        await AppendAsync(Start("a"));
        await AppendAsync(ExecutionTransitions.TimeOut(Start("a"), Some.Noon.AddHours(1)));
        await ProjectIfAsync(projected);

        var late = await AppendAsync(Some.Execution("a"));
        await ProjectIfAsync(projected);
        var again = await AppendAsync(Some.Execution("a"));
        var other = await AppendAsync(Some.Execution("a") with { ContentHash = "other" });

        var found = await Store.Log.FindAsync(new ExecutionId("a"), None);
        Assert.Equal(AppendOutcome.Late, late.Outcome);
        Assert.Equal(new AppendResult(AppendOutcome.Late, late.Sequence), again);
        Assert.Equal(AppendOutcome.Conflict, other.Outcome);
        Assert.Equal(ExecutionStatus.Timeout, found?.Execution.Status);
        Assert.Equal(ExecutionStatus.Success, found?.LateCompletion?.Status);
    }

    [Fact]
    public async Task One_call_answers_each_record_in_order_and_sees_its_own()
    {
        var results = await Store.Log.AppendAsync(
            [Some.Execution("a"), Start("b"), Some.Execution("a"), Some.Execution("b"), Some.Execution("a") with { ContentHash = "x" }],
            None);

        Assert.Equal(
            [AppendOutcome.Created, AppendOutcome.Created, AppendOutcome.Duplicate, AppendOutcome.Updated, AppendOutcome.Conflict],
            results.Select(result => result.Outcome));
        Assert.Equal(3, results.Select(result => result.Sequence).Distinct().Count());
        Assert.Equal(results[0].Sequence, results[2].Sequence);
        Assert.Equal(results[0].Sequence, results[4].Sequence);
        Assert.True(results[3].Sequence > results[1].Sequence);
    }

    [Fact]
    public async Task The_same_id_many_times_at_once_is_created_once()
    {
        var sends = Enumerable.Range(0, 20).Select(_ => Task.Run(() => AppendAsync(Some.Execution("a"))));

        var results = await Task.WhenAll(sends);

        Assert.Single(results, result => result.Outcome == AppendOutcome.Created);
        Assert.Equal(19, results.Count(result => result.Outcome == AppendOutcome.Duplicate));
        Assert.Single(await ReadFeedAsync());
    }

    [Fact]
    public async Task Nothing_appended_is_nothing_answered() =>
        Assert.Empty(await Store.Log.AppendAsync([], None));

    [Fact]
    public async Task Ten_thousand_nasty_names_each_stand_for_themselves()
    {
        var names = NastyNames.Make(count: 10_000, seed: 1)
            .Where(name => ExecutionId.TryCreate(name, out var id) && id.Value == name).Distinct().ToList();
        foreach (var chunk in names.Chunk(500))
        {
            var results = await Store.Log.AppendAsync([.. chunk.Select(name => Some.Execution(name, agent: name, user: name))], None);
            Assert.All(results, result => Assert.Equal(AppendOutcome.Created, result.Outcome));
        }

        await ProjectAsync();

        Assert.True(names.Count > 3000, $"Only {names.Count} names are allowed.");
        foreach (var name in names.Where((_, i) => i % 10 == 0))
        {
            Assert.Equal(name, (await Store.Log.FindAsync(new ExecutionId(name), None))?.Execution.AgentName);
            Assert.Equal(name, Assert.Single((await Store.Lists.ListAsync(new() { UserId = name }, null, 10, None)).Items).Id.Value);
        }
    }

    [Theory]
    [InlineData("a'); DROP TABLE chunks; --")]
    [InlineData("../../etc/passwd")]
    [InlineData("%00%2F?#\\")]
    [InlineData("Zoë 👩‍🚀 名前")]
    [InlineData("{\"$ne\":null}")]
    public async Task A_nasty_id_is_an_id_like_any_other(string id)
    {
        await AppendAsync(Some.Execution(id));
        await ProjectAsync();

        Assert.Equal(id, (await Store.Log.FindAsync(new ExecutionId(id), None))?.Execution.Id.Value);
        Assert.Equal(AppendOutcome.Duplicate, (await AppendAsync(Some.Execution(id))).Outcome);
    }

    [Fact]
    public async Task Records_of_every_size_come_back_whole()
    {
        var executions = Enumerable.Range(0, 60).Select(i => Some.Execution($"e{i}") with
        {
            Content = new ExecutionContent(Encoding.UTF8.GetBytes($"\"{new string('x', i * i * 40)}\""), null, null),
        }).ToArray();
        await Store.Log.AppendAsync(executions, None);

        foreach (var execution in executions)
        {
            var found = await Store.Log.FindAsync(execution.Id, None);
            Assert.Equal(Text(execution.Content.InputData), Text(found?.Execution.Content.InputData));
        }
    }

    private static Execution Start(string id) =>
        Some.Execution(id, status: ExecutionStatus.Running) with { ContentHash = "start of " + id };

    private static Execution Full(string id) => Some.Execution(id) with
    {
        RequestId = "r",
        Attempt = 3,
        AgentVersion = "1.4.2",
        UserName = "Zoë",
        ParentExecutionId = "p",
        TraceId = "t",
        SpanId = "s",
        StartedAt = Some.Noon.AddTicks(-17),
        TtftMs = 410,
        TimeoutMs = 30_000,
        Provider = "azure",
        Cost = new NanoUsd(123_456_789_012),
        CostComputed = true,
        ErrorMessage = "\"quoted\" <b> \u2028",
        ErrorType = "e",
        ErrorFingerprint = "f",
        Escalation = new Escalation(EscalationState.InProgress, EscalationSeverity.High),
        Outcome = GoalOutcome.GoalReached,
        Feature = "x",
        Variant = "v",
        Language = "en",
        Region = "r",
        Environment = "prod",
        Tags = ["beta", "ü"],
        Flags = ExecutionFlags.ClockSkew | ExecutionFlags.Derived,
        Content = new ExecutionContent(Encoding.UTF8.GetBytes("{\"a\":[1,2]}"), Encoding.UTF8.GetBytes("null"), null),
    };

    private static string? Text(ReadOnlyMemory<byte>? json) => json is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;

    private Task ProjectIfAsync(bool projected) => projected ? ProjectAsync() : Task.CompletedTask;
}
