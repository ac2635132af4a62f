using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Contracts;

public abstract class ExecutionFeedContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task An_empty_feed_answers_an_empty_page()
    {
        var page = await Store.Feed.ReadAsync(0, 10, None);

        Assert.Empty(page.Items);
        Assert.Equal(0, page.Position);
        Assert.Equal(0, Store.Feed.End);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Pages_of_any_size_add_up_to_every_change_in_order(int limit)
    {
        await Store.Log.AppendAsync([.. Enumerable.Range(0, 300).Select(i => Some.Execution($"e{i}"))], None);
        await AppendAllAsync([.. Enumerable.Range(300, 20).Select(i => Some.Execution($"e{i}"))]);

        var (read, position) = (new List<FeedItem>(), 0L);
        while (position < Store.Feed.End)
        {
            var page = await Store.Feed.ReadAsync(position, limit, None);
            Assert.InRange(page.Items.Count, 1, limit);
            read.AddRange(page.Items);
            position = page.Position ?? position;
        }

        var ids = read.Select(item => item.Execution.Id.Value);
        var expected = Enumerable.Range(0, 320).Select(i => $"e{i}");
        Assert.Equal(Store.FeedsEveryChange ? expected : expected.Order(), Store.FeedsEveryChange ? ids : ids.Order());
        Assert.Equal(read.Select(item => item.Lsn).Order().Distinct(), read.Select(item => item.Lsn));
    }

    [Fact]
    public async Task A_start_and_its_end_are_two_changes_or_the_newest()
    {
        await AppendAsync(Some.Execution("a", status: ExecutionStatus.Running) with { ContentHash = "start" });
        await AppendAsync(Some.Execution("a"));

        var feed = await ReadFeedAsync();

        ExecutionStatus[] changes = [ExecutionStatus.Running, ExecutionStatus.Success];
        Assert.Equal(Store.FeedsEveryChange ? changes : changes[1..], feed.Select(item => item.Execution.Status));
    }

    [Fact]
    public async Task A_waiter_is_woken_by_the_next_append()
    {
        var waiting = Store.Feed.WaitBeyondAsync(0, None).AsTask();
        Assert.False(waiting.IsCompleted);

        await AppendAsync(Some.Execution("a"));

        await waiting.WaitAsync(TimeSpan.FromMinutes(2));
        await Store.Feed.WaitBeyondAsync(0, None);
    }

    [Fact]
    public async Task A_waiter_can_give_up()
    {
        using var stopping = new CancellationTokenSource();
        var waiting = Store.Feed.WaitBeyondAsync(0, stopping.Token).AsTask();

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task The_projected_position_is_the_saved_one()
    {
        await AppendAllAsync(Some.Execution("a"), Some.Execution("b"));
        await Store.Rollups.SaveAsync(new PageWrite([], await ReadFeedAsync(limit: 1), [], 1), None);

        Assert.Equal(1, await Store.Feed.ProjectedAsync(None));
        Assert.Equal("b", Assert.Single(await ReadFeedAsync(position: 1)).Execution.Id.Value);
    }

    [Fact]
    public async Task History_holds_whatever_ended_in_the_range_up_to_the_position()
    {
        await AppendAllAsync(
            Some.Execution("before", endedAt: Some.Noon.AddTicks(-1)),
            Some.Execution("first", endedAt: Some.Noon),
            Some.Execution("running", status: ExecutionStatus.Running),
            Some.Execution("last", endedAt: Some.Noon.AddHours(1).AddTicks(-1)),
            Some.Execution("at the end", endedAt: Some.Noon.AddHours(1)),
            Some.Execution("after the position", endedAt: Some.Noon));

        var ended = await HistoryAsync(Some.Noon, Some.Noon.AddHours(1), position: 5);

        Assert.True(ended is ["first", "last"], string.Join(", ", ended) + await DumpAsync());
    }

    [Fact]
    public async Task History_holds_a_requeued_dead_letter_once()
    {
        await AppendAsync(Some.Execution("a"));
        var item = Assert.Single(await ReadFeedAsync());
        await Store.Rollups.SaveAsync(new PageWrite([], [], [DeadLetter.Of(item, "poison")], 1), None);
        Assert.Empty(await HistoryAsync(Some.Noon, Some.Noon.AddHours(1), Store.Feed.End));

        await Store.DeadLetters.RequeueAsync(Assert.Single(await Store.DeadLetters.ListAsync(10, None)).Id, None);

        Assert.Equal(["a"], await HistoryAsync(Some.Noon, Some.Noon.AddHours(1), Store.Feed.End));
    }

    // Others may be among what a store reads; only those of the range are asked about.
    private async Task<List<string>> HistoryAsync(DateTimeOffset from, DateTimeOffset to, long position)
    {
        var ids = new List<string>();
        await foreach (var item in Store.History.ReadAsync(from, to, FeedMark.Of(0, position), None))
        {
            Assert.InRange(item.Lsn, 1, position);
            if (item.Execution.EndedAt >= from && item.Execution.EndedAt < to)
            {
                ids.Add(item.Execution.Id.Value);
            }
        }

        return ids;
    }
}
