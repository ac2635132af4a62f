using AgentMonitor.Contracts.Recount;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Projection;

public sealed class ProjectionTests
{
    private readonly PiecewiseRollupStore _store = new();

    [Fact]
    public async Task A_redelivered_page_leaves_the_rollups_unchanged()
    {
        var page = new FeedPage([new FeedItem(0, 1, Some.Execution("a")), new FeedItem(0, 2, Some.Execution("b"))], [], 2);

        await NewProjector().ProjectAsync(page, CancellationToken.None);
        await NewProjector().ProjectAsync(page, CancellationToken.None);

        var all = await ReadAllCellAsync();
        Assert.Equal(2, all.Totals.Total);
        Assert.Equal(220, all.Totals[Counter.TokensUsed]);
    }

    [Fact]
    public async Task Siblings_of_one_transaction_are_all_counted()
    {
        var page = new FeedPage([new FeedItem(0, 7, Some.Execution("a")), new FeedItem(0, 7, Some.Execution("b"))], [], null);

        await NewProjector().ProjectAsync(page, CancellationToken.None);

        Assert.Equal(2, (await ReadAllCellAsync()).Totals.Total);
    }

    [Fact]
    public async Task What_runs_and_what_came_late_adds_to_no_total()
    {
        var late = Some.Execution("late") with { Flags = ExecutionFlags.Late };
        var running = Some.Execution("running", status: ExecutionStatus.Running);
        var page = new FeedPage([new FeedItem(0, 1, late), new FeedItem(0, 2, running)], [], null);

        await NewProjector().ProjectAsync(page, CancellationToken.None);

        Assert.Empty(await _store.ReadAllAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, CancellationToken.None));
    }

    [Fact]
    public async Task An_execution_that_cannot_be_folded_becomes_a_dead_letter_and_holds_up_no_other()
    {
        var endless = Some.Execution("endless") with { EndedAt = null };
        var page = new FeedPage([new FeedItem(0, 1, endless), new FeedItem(0, 2, Some.Execution("good"))], [], 2);

        await NewProjector().ProjectAsync(page, CancellationToken.None);

        Assert.Equal("endless", Assert.Single(_store.DeadLetters).ExecutionId);
        Assert.Equal(1, (await ReadAllCellAsync()).Totals.Total);
        Assert.Equal(2, _store.Position);
    }

    [Fact]
    public async Task A_negative_number_becomes_a_dead_letter_and_holds_up_no_other()
    {
        var backwards = Some.Execution("backwards") with { DurationMs = -1 };
        var page = new FeedPage([new FeedItem(0, 1, backwards), new FeedItem(0, 2, Some.Execution("good"))], [], 2);

        await NewProjector().ProjectAsync(page, CancellationToken.None);

        Assert.Equal("backwards", Assert.Single(_store.DeadLetters).ExecutionId);
        Assert.Equal(1, (await ReadAllCellAsync()).Totals.Total);
    }

    [Fact]
    public async Task Many_of_a_kind_are_folded_to_the_byte_as_each_by_itself()
    {
        var random = new Random(4);
        var items = Enumerable.Range(1, 2_000)
            .Select(i => new FeedItem(0, i, RandomExecutions.Next(random, i, Some.Noon.AddSeconds(random.Next(120))))).ToList();
        var onebyone = new PiecewiseRollupStore();

        await NewProjector().ProjectAsync(new FeedPage(items, [], null), CancellationToken.None);
        var single = new Projector(onebyone, new NoLiveUpdates());
        foreach (var item in items)
        {
            await single.ProjectAsync(new FeedPage([item], [], null), CancellationToken.None);
        }

        Assert.Equal(await BodiesAsync(onebyone), await BodiesAsync(_store));
    }

    [Fact]
    public async Task A_page_of_very_many_users_is_folded_to_the_byte_as_small_ones()
    {
        var random = new Random(5);
        var items = Enumerable.Range(1, 6_000).Select(i => new FeedItem(
            0, i, RandomExecutions.Next(random, i, Some.Noon.AddSeconds(random.Next(120))) with { UserId = "user" + random.Next(3_000) })).ToList();
        var insmall = new PiecewiseRollupStore();

        await NewProjector().ProjectAsync(new FeedPage(items, [], null), CancellationToken.None);
        var small = new Projector(insmall, new NoLiveUpdates());
        foreach (var page in items.Chunk(100))
        {
            await small.ProjectAsync(new FeedPage(page, [], null), CancellationToken.None);
        }

        Assert.InRange(_store.Count, 2_000, int.MaxValue);
        Assert.Equal(await BodiesAsync(insmall), await BodiesAsync(_store));
    }

    [Fact]
    public async Task A_page_that_overlaps_what_was_counted_adds_the_rest_of_it()
    {
        var items = Enumerable.Range(1, 20).Select(i => new FeedItem(0, i, Some.Execution("x" + i))).ToList();

        await NewProjector().ProjectAsync(new FeedPage(items[..7], [], null), CancellationToken.None);
        await NewProjector().ProjectAsync(new FeedPage(items, [], null), CancellationToken.None);

        Assert.Equal(20, (await ReadAllCellAsync()).Totals.Total);
    }

    [Fact]
    public async Task A_document_that_grows_past_its_limit_is_split_and_loses_nothing()
    {
        var projector = NewProjector();
        var items = Enumerable.Range(0, 6000)
            .Select(i => new FeedItem(0, i, Some.Execution("x" + i, agent: $"agent-with-a-rather-long-name-{i:0000}")))
            .ToList();

        foreach (var page in items.Chunk(1000))
        {
            await projector.ProjectAsync(new FeedPage(page, [], null), CancellationToken.None);
            await NewProjector().ProjectAsync(new FeedPage(page, [], null), CancellationToken.None);
        }

        var day = await _store.ReadRangeAsync(
            RollupScope.Agents, Grain.Day, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, CancellationToken.None);
        Assert.True(day.Count > 1, "The document was not split.");
        Assert.Equal(6001, day.Sum(slice => slice.Cells.Count));
        Assert.Equal(12_000, day.Sum(slice => slice.Cells.Values.Sum(cell => cell.Totals.Total)));
    }

    private Projector NewProjector() => new(_store, new NoLiveUpdates());

    private static async Task<List<(RollupKey, string)>> BodiesAsync(PiecewiseRollupStore store)
    {
        var documents = await store.ReadAllAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, CancellationToken.None);
        return [.. documents.Select(document => (document.Key, Convert.ToHexString(document.Encode().Span)))
            .OrderBy(document => document.Key.Bucket).ThenBy(document => document.Key.Scope.Value, StringComparer.Ordinal)];
    }

    private async Task<Rollup> ReadAllCellAsync()
    {
        var documents = await _store.ReadAsync(
            [new RollupKey(RollupScope.Agents, TimeBucket.Of(Grain.Day, Some.Noon))], CancellationToken.None);
        return Assert.Single(documents).Cells[CellName.All];
    }
}
