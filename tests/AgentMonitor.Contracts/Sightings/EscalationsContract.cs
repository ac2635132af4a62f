using AgentMonitor.Escalations;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Contracts.Sightings;

public abstract class EscalationsContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task An_execution_that_is_handed_to_a_person_is_in_the_queue()
    {
        await AppendAllAsync(
            Raised("a", EscalationState.Pending, Some.Noon, EscalationSeverity.High) with { ErrorMessage = "help" },
            Some.Execution("b"),
            Some.Execution("c") with { Escalation = new Escalation(EscalationState.None, EscalationSeverity.High) });
        await ProjectAsync();

        var entry = Assert.Single(await ListAllAsync(new EscalationFilter()));

        Assert.Equal(("a", "tutor", "u1", "s1"), (entry.ExecutionId, entry.Raised.AgentName, entry.Raised.UserId, entry.Raised.SessionId));
        Assert.Equal((EscalationState.Pending, EscalationSeverity.High, "help"), (entry.State, entry.Severity, entry.Raised.ErrorMessage));
        Assert.Equal((Some.Noon, null, null), (entry.RaisedAt, entry.StartedAt, entry.ResolvedAt));
        Assert.Equal(entry, await Store.Escalations.FindAsync("a", None));
        Assert.Null(await Store.Escalations.FindAsync("b", None));
    }

    [Fact]
    public async Task Its_sender_resolves_it_by_finishing_it_resolved()
    {
        var start = Raised("a", EscalationState.Pending, Some.Noon) with
        {
            Status = ExecutionStatus.Running,
            EndedAt = null,
            ContentHash = "start",
        };
        await AppendAsync(start);
        await ProjectAsync();
        await AppendAsync(Raised("a", EscalationState.Resolved, Some.Noon.AddMinutes(4)));
        await ProjectAsync();

        var entry = Assert.Single(await ListAllAsync(new EscalationFilter()));

        Assert.Equal((EscalationState.Resolved, Some.Noon, Some.Noon.AddMinutes(4)), (entry.State, entry.RaisedAt, entry.ResolvedAt));
        Assert.Equal(TimeSpan.FromMinutes(4), entry.Wait(Some.Noon.AddDays(1)));
    }

    [Fact]
    public async Task A_move_stands_over_what_records_say_before_and_after_it()
    {
        var start = Raised("a", EscalationState.Pending, Some.Noon) with
        {
            Status = ExecutionStatus.Running,
            EndedAt = null,
            ContentHash = "start",
        };
        await AppendAsync(start);
        await ProjectAsync();
        var move = new EscalationMove(EscalationState.InProgress, Some.Noon.AddMinutes(1), Some.Noon.AddMinutes(1), null, "mine");

        await Store.Escalations.ApplyAsync("a", move, None);
        await AppendAsync(Raised("a", EscalationState.Pending, Some.Noon.AddMinutes(4)));
        await ProjectAsync();
        await ProjectAgainAsync();
        await Store.Escalations.ApplyAsync("a", move with { State = EscalationState.Pending, MovedAt = Some.Noon }, None);

        var entry = Assert.Single(await ListAllAsync(new EscalationFilter(EscalationState.InProgress)));
        Assert.Equal((Some.Noon, Some.Noon.AddMinutes(1), "mine"), (entry.RaisedAt, entry.StartedAt, entry.Move?.Note));
        Assert.Empty(await ListAllAsync(new EscalationFilter(EscalationState.Pending)));
    }

    [Fact]
    public async Task A_move_may_be_known_before_its_execution()
    {
        var move = new EscalationMove(EscalationState.Resolved, Some.Noon.AddHours(1), null, Some.Noon.AddHours(1), null);

        await Store.Escalations.ApplyAsync("a", move, None);
        var before = await ListAllAsync(new EscalationFilter());
        await AppendAsync(Raised("a", EscalationState.Pending, Some.Noon));
        await ProjectAsync();

        Assert.Empty(before);
        Assert.Equal(EscalationState.Resolved, Assert.Single(await ListAllAsync(new EscalationFilter())).State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_list_and_every_count_equals_a_recount(int seed)
    {
        var random = new Random(seed);
        var executions = Enumerable.Range(0, 120).Select(i => Raised(
            $"x{i}", (EscalationState)random.Next(4), Some.Noon.AddMinutes(-random.Next(4 * 1440)), random.Next(5) is > 0 and var word ? (EscalationSeverity)(word - 1) : null)).ToList();
        foreach (var page in executions.Chunk(29))
        {
            await Store.Log.AppendAsync(page, None);
            await ProjectAsync();
        }

        var moves = new Dictionary<string, EscalationMove>();
        foreach (var execution in executions.Where(_ => random.Next(3) == 0))
        {
            var at = execution.EndedAt!.Value.AddMinutes(random.Next(300));
            moves[execution.Id.Value] = new EscalationMove((EscalationState)random.Next(1, 4), at, random.Next(2) == 0 ? at : null, null, null);
            await Store.Escalations.ApplyAsync(execution.Id.Value, moves[execution.Id.Value], None);
        }

        var expected = executions.Where(execution => execution.Escalation!.State != EscalationState.None).Select(execution => Recounted(execution, moves)).ToList();
        foreach (var state in new EscalationState?[] { null, EscalationState.Pending, EscalationState.InProgress, EscalationState.Resolved })
        {
            foreach (var severity in new EscalationSeverity?[] { null, EscalationSeverity.Critical, EscalationSeverity.Low })
            {
                Assert.Equal(
                    expected.Where(row => (state ?? row.State) == row.State && (severity ?? row.Severity) == row.Severity).Select(row => row.Id).Order(),
                    (await ListAllAsync(new EscalationFilter(state, severity))).Select(entry => entry.ExecutionId).Order());
            }
        }

        await CheckCountsAsync(expected, Some.Noon.AddHours(1), Some.Noon.AddHours(-13), Some.Noon.AddHours(-23));
        await CheckCountsAsync(expected, Some.Noon.AddHours(1), Some.Noon.AddHours(-30), Some.Noon.AddHours(-23));
    }

    [Fact]
    public async Task Who_is_forgotten_has_nothing_in_the_queue()
    {
        await AppendAllAsync(
            Raised("a", EscalationState.Pending, Some.Noon),
            Raised("b", EscalationState.Pending, Some.Noon.AddMinutes(1)) with { UserId = "u2" },
            Raised("c", EscalationState.Resolved, Some.Noon.AddMinutes(2)));
        await ProjectAsync();

        await Store.Escalations.ForgetAsync("u1", None);
        await Store.Escalations.ForgetAsync("u1", None);

        Assert.Equal("b", Assert.Single(await ListAllAsync(new EscalationFilter())).ExecutionId);
    }

    [Fact]
    public async Task Nobody_waits_where_nobody_was_raised()
    {
        var counts = await Store.Escalations.CountAsync(Some.Noon, Some.Noon, Some.Noon, None);

        Assert.Equal(EscalationCounts.None, counts);
        Assert.Null(counts.AverageWaitMs);
    }

    private static Execution Raised(
        string id, EscalationState state, DateTimeOffset at, EscalationSeverity? severity = null) =>
        Some.Execution(id, endedAt: at) with { Escalation = new Escalation(state, severity) };

    private static Row Recounted(Execution execution, Dictionary<string, EscalationMove> moves)
    {
        var (own, at) = (execution.Escalation!, execution.EndedAt!.Value);
        var move = moves.GetValueOrDefault(execution.Id.Value);
        DateTimeOffset? taken = move is null
            ? own.State == EscalationState.Pending ? null : at
            : move.StartedAt ?? move.ResolvedAt;
        return new Row(execution.Id.Value, move?.State ?? own.State, own.Severity, at, taken);
    }

    private async Task CheckCountsAsync(List<Row> expected, DateTimeOffset now, DateTimeOffset today, DateTimeOffset waitsFrom)
    {
        var counts = await Store.Escalations.CountAsync(now, today, waitsFrom, None);

        var waiting = expected.Where(row => row.State != EscalationState.Resolved || row.RaisedAt >= waitsFrom).ToList();
        Assert.Equal(
            (expected.Count(row => row.State == EscalationState.Pending), expected.Count(row => row.State == EscalationState.InProgress), expected.Count(row => row.State == EscalationState.Resolved)),
            (counts.Pending, counts.InProgress, counts.Resolved));
        Assert.Equal(expected.Count(row => row.State != EscalationState.Resolved && row.Severity == EscalationSeverity.Critical), counts.Critical);
        Assert.Equal(expected.Count(row => row.RaisedAt >= today), counts.Today);
        Assert.Equal(waiting.Count, counts.Waits);
        Assert.Equal(waiting.Sum(row => Math.Max(0, (long)((row.TakenAt ?? now) - row.RaisedAt).TotalMilliseconds)), counts.WaitMs);
    }

    private async Task ProjectAgainAsync()
    {
        var page = await Store.Feed.ReadAsync(0, 10_000, None);
        await Store.Rollups.SaveAsync(new PageWrite([], page.Items, [], null), None);
    }

    private async Task<List<EscalationEntry>> ListAllAsync(EscalationFilter filter)
    {
        var entries = new List<EscalationEntry>();
        string? cursor = null;
        do
        {
            var page = await Store.Escalations.ListAsync(filter, cursor, 7, None);
            Assert.InRange(page.Items.Count, 0, 7);
            entries.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(entries.OrderByDescending(entry => entry.RaisedAt).Select(entry => entry.RaisedAt), entries.Select(entry => entry.RaisedAt));
        return entries;
    }

    private sealed record Row(string Id, EscalationState State, EscalationSeverity? Severity, DateTimeOffset RaisedAt, DateTimeOffset? TakenAt);
}
