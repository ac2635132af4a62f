using AgentMonitor.Executions;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Contracts;

public abstract class ExecutionListsContract(IStoreFixture fixture) : StoreContract(fixture)
{
    public static TheoryData<string, ExecutionFilter, string[]> Filters => new()
    {
        { "nothing", ExecutionFilter.None, ["child", "slow", "bad", "other", "plain"] },
        { "agent", new() { Agent = "grader" }, ["slow", "other"] },
        { "status", new() { Status = ExecutionStatus.Success }, ["child", "other", "plain"] },
        { "failed", new() { Status = ExecutionStatus.Failure }, ["bad"] },
        { "model", new() { Model = "small" }, ["other"] },
        { "user", new() { UserId = "u2" }, ["slow", "other"] },
        { "session", new() { SessionId = "s2" }, ["child", "bad"] },
        { "parent", new() { ParentExecutionId = "plain" }, ["child"] },
        { "errors", new() { ErrorsOnly = true }, ["slow", "bad"] },
        { "text", new() { ErrorText = "RATE limit" }, ["bad"] },
        { "text of errors", new() { ErrorsOnly = true, ErrorText = "time" }, ["slow"] },
        { "user and agent", new() { UserId = "u2", Agent = "tutor" }, [] },
        { "fingerprint", new() { Fingerprint = "fp" }, ["slow"] },
        { "from", new() { From = Some.Noon.AddMinutes(1) }, ["slow"] },
        { "to", new() { To = Some.Noon.AddMinutes(1), UserId = "u2" }, ["other"] },
        { "an empty stretch", new() { From = Some.Noon.AddMinutes(2), To = Some.Noon.AddHours(1) }, [] },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_list_holds_what_its_filter_asks_for_newest_first(string name, ExecutionFilter filter, string[] expected)
    {
        await AppendAllAsync(
            Some.Execution("plain"),
            Some.Execution("other", agent: "grader", user: "u2", model: "small"),
            Some.Execution("bad", status: ExecutionStatus.Failure, session: "s2", error: "Rate limit reached"),
            Some.Execution("slow", agent: "grader", status: ExecutionStatus.Timeout, user: "u2", error: "out of time") with
            {
                ErrorFingerprint = "fp",
                EndedAt = Some.Noon.AddMinutes(1),
            },
            Some.Execution("child", session: "s2") with { ParentExecutionId = "plain" });
        await ProjectAsync();

        var listed = await ListAllAsync(filter, pageSize: 2);

        Assert.True(expected.SequenceEqual(listed), name + ": " + string.Join(", ", listed) + await DumpAsync());
    }

    [Fact]
    public async Task A_list_holds_each_execution_once_as_it_stands()
    {
        await AppendAsync(Some.Execution("a", status: ExecutionStatus.Running, user: "old") with { ContentHash = "start" });
        await ProjectAsync();
        Assert.Equal(["a"], await ListAllAsync(new() { UserId = "old" }));

        await AppendAllAsync(Some.Execution("b"), Some.Execution("a", user: "new"));
        await ProjectAsync();

        Assert.Equal(["a", "b"], await ListAllAsync(ExecutionFilter.None));
        Assert.Equal(["a"], await ListAllAsync(new() { UserId = "new" }));
        Assert.Empty(await ListAllAsync(new() { UserId = "old" }));
        Assert.Empty(await ListAllAsync(new() { Status = ExecutionStatus.Running }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_stretch_of_time_holds_all_that_ended_in_it_however_late_it_came_and_what_runs(int seed)
    {
        var random = new Random(seed);
        for (var page = 0; page < 12; page++)
        {
            await Store.Log.AppendAsync([.. Enumerable.Range(0, random.Next(1, 9)).Select(i => AtAnyTime(random, $"{page}-{i}"))], None);
        }

        await ProjectAsync();
        await Store.Log.AppendAsync([.. Enumerable.Range(0, 12).Where(_ => random.Next(2) == 0).Select(page => Some.Execution(
            $"{page}-0", user: "u0", endedAt: Some.Noon.AddMinutes(random.Next(-300, 130))) with { ReceivedAt = Some.Noon.AddMinutes(130) })], None);
        await ProjectAsync();
        var now = (await ReadFeedAsync()).GroupBy(item => item.Execution.Id).Select(same => same.Last().Execution)
            .Where(execution => !execution.Flags.HasFlag(ExecutionFlags.Late)).ToList();

        for (var i = 0; i < 40; i++)
        {
            var from = Some.Noon.AddMinutes(random.Next(-330, 130));
            var filter = new ExecutionFilter
            {
                From = random.Next(5) == 0 ? null : from,
                To = random.Next(5) == 0 ? null : from.AddMinutes(random.Next(1, 200)),
                UserId = random.Next(2) == 0 ? null : "u" + random.Next(3),
            };

            var listed = await ListAllAsync(filter, pageSize: random.Next(1, 20));

            var expected = now.Where(filter.Matches).Select(execution => execution.Id.Value).Order(StringComparer.Ordinal);
            Assert.True(expected.SequenceEqual(listed.Order(StringComparer.Ordinal)), $"{filter}: {string.Join(", ", listed)}{await DumpAsync()}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_runs_is_listed_newest_first_page_by_page_whatever_else_there_is(int seed)
    {
        var random = new Random(seed);
        var begun = Enumerable.Range(0, 40).Select(i => Some.Execution(
            $"e{i}", agent: "agent" + random.Next(2), user: "u" + random.Next(2),
            status: random.Next(2) == 0 ? ExecutionStatus.Running : ExecutionStatus.Success) with
        {
            ReceivedAt = Some.Noon.AddSeconds(i),
            ContentHash = "start",
        }).ToList();
        await AppendAllAsync([.. begun]);
        await ProjectAsync();
        var ended = begun.FindAll(execution => execution.Status == ExecutionStatus.Running && random.Next(3) == 0);
        await AppendAllAsync([.. ended.Select(execution => Some.Execution(
            execution.Id.Value, agent: execution.AgentName, user: execution.UserId) with { ReceivedAt = Some.Noon.AddMinutes(1) })]);
        await ProjectAsync();
        var running = begun.Where(execution => execution.Status == ExecutionStatus.Running).Except(ended).Reverse().ToList();
        Assert.NotEmpty(running);

        foreach (var filter in new ExecutionFilter[]
        {
            new() { Status = ExecutionStatus.Running },
            new() { Status = ExecutionStatus.Running, Agent = "agent1" },
            new() { Status = ExecutionStatus.Running, UserId = "u1" },
            new() { Status = ExecutionStatus.Running, From = Some.Noon.AddDays(2) },
            new() { Status = ExecutionStatus.Running, ErrorsOnly = true },
        })
        {
            var listed = await ListAllAsync(filter, pageSize: random.Next(1, 5));

            var expected = running.Where(filter.Matches).Select(execution => execution.Id.Value);
            Assert.True(expected.SequenceEqual(listed), $"{filter}: {string.Join(", ", listed)}{await DumpAsync()}");
        }
    }

    [Fact]
    public async Task A_late_completion_is_in_no_list()
    {
        var start = Some.Execution("a", status: ExecutionStatus.Running) with { ContentHash = "start" };
        await AppendAllAsync(start, ExecutionTransitions.TimeOut(start, Some.Noon.AddHours(1)), Some.Execution("a"));
        await ProjectAsync();

        var page = await Store.Lists.ListAsync(ExecutionFilter.None, null, 10, None);

        Assert.Equal(ExecutionStatus.Timeout, Assert.Single(page.Items).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("u1")]
    public async Task Paging_is_not_disturbed_by_what_arrives_meanwhile(string? user)
    {
        await AppendAllAsync([.. Enumerable.Range(0, 10).Select(i => Some.Execution($"e{i}"))]);
        await ProjectAsync();
        var filter = new ExecutionFilter { UserId = user };
        var first = await Store.Lists.ListAsync(filter, null, 4, None);

        await AppendAllAsync([.. Enumerable.Range(10, 5).Select(i => Some.Execution($"e{i}"))]);
        await ProjectAsync();
        var rest = await ListAllAsync(filter, cursor: first.NextCursor);

        Assert.Equal(["e9", "e8", "e7", "e6"], first.Items.Select(item => item.Id.Value));
        Assert.Equal(["e5", "e4", "e3", "e2", "e1", "e0"], rest);
    }

    [Fact]
    public async Task Nasty_text_in_a_filter_is_text_like_any_other()
    {
        var executions = NastyNames.Make(200, seed: 4).Where(IsStorable).Distinct().SelectMany((name, i) => Named(name, i)).ToList();
        await Store.Log.AppendAsync(executions, None);
        await ProjectAsync();

        foreach (var text in NastyNames.Make(120, seed: 4).Where(IsStorable).Append("' OR '1'='1").Append("%").Append("_"))
        {
            await EqualsPlainFilterAsync(executions, new() { Agent = text }, execution => execution.AgentName == text);
            await EqualsPlainFilterAsync(executions, new() { UserId = text }, execution => execution.UserId == text);
            await EqualsPlainFilterAsync(executions, new() { SessionId = text }, execution => execution.SessionId == text);
            await EqualsPlainFilterAsync(executions, new() { Model = text }, execution => execution.Model == text);
            await EqualsPlainFilterAsync(executions, new() { ParentExecutionId = text }, execution => execution.ParentExecutionId == text);
            await EqualsPlainFilterAsync(executions, new() { Fingerprint = text }, execution => execution.ErrorFingerprint == text);
            await EqualsPlainFilterAsync(executions, new() { ErrorText = text }, execution =>
                execution.ErrorMessage?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("-1")]
    [InlineData("AAAAAAAAAAAAA")]
    [InlineData("zzzzzzzzzzzz")]
    public async Task A_cursor_of_somebody_else_is_refused(string cursor) =>
        await Assert.ThrowsAsync<InvalidCursorException>(
            async () => await Store.Lists.ListAsync(ExecutionFilter.None, cursor, 10, None));

    // Most in the order of time, some of them hours late, and some that do not end.
    private static Execution AtAnyTime(Random random, string id)
    {
        var page = int.Parse(id[..id.IndexOf('-', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
        var received = Some.Noon.AddMinutes(page * 10);
        var at = random.Next(6) == 0 ? received.AddMinutes(-random.Next(300)) : received.AddMinutes(-random.Next(10));
        return Some.Execution(
            id, user: "u" + random.Next(3), endedAt: at, status: random.Next(6) == 0 ? ExecutionStatus.Running : ExecutionStatus.Success) with
        {
            ReceivedAt = received,
        };
    }

    private static bool IsStorable(string name) => name.Length > 0 && !name.Any(char.IsSurrogate);

    private static IEnumerable<Execution> Named(string name, int number) =>
    [
        Some.Execution($"a{number}", agent: name, user: name, session: name, model: name),
        Some.Execution($"b{number}", status: ExecutionStatus.Failure, user: "u", error: name) with
        {
            ErrorFingerprint = name,
            ParentExecutionId = name,
        },
    ];

    private async Task EqualsPlainFilterAsync(List<Execution> executions, ExecutionFilter filter, Func<Execution, bool> plain)
    {
        // All of them were recorded at the same moment, so that which comes first is each store's own affair.
        var expected = executions.Where(plain).Select(execution => execution.Id.Value).Order(StringComparer.Ordinal).ToList();
        var listed = (await ListAllAsync(filter, pageSize: 200)).Order(StringComparer.Ordinal).ToList();

        Assert.True(expected.SequenceEqual(listed), $"{filter}: {string.Join(", ", listed)} instead of {string.Join(", ", expected)}");
    }

    private async Task<List<string>> ListAllAsync(ExecutionFilter filter, int pageSize = 3, string? cursor = null)
    {
        var ids = new List<string>();
        do
        {
            var page = await Store.Lists.ListAsync(filter, cursor, pageSize, None);
            Assert.InRange(page.Items.Count, 0, pageSize);
            ids.AddRange(page.Items.Select(item => item.Id.Value));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return ids;
    }
}
