using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Contracts;

public abstract class DeadLettersContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task A_dead_letter_is_listed_with_its_reason_once()
    {
        var letter = await PoisonAsync("a");
        await Store.Rollups.SaveAsync(new PageWrite([], [], [letter], null), None);

        var stored = Assert.Single(await Store.DeadLetters.ListAsync(10, None));
        Assert.Equal(("a", "poison", letter.Lsn), (stored.Letter.ExecutionId, stored.Letter.Reason, stored.Letter.Lsn));
        Assert.False(stored.Requeued);
        Assert.Equal(1, await Store.DeadLetters.CountAsync(None));
    }

    [Fact]
    public async Task The_newest_dead_letters_come_first()
    {
        await PoisonAsync("a");
        await PoisonAsync("b");

        var stored = await Store.DeadLetters.ListAsync(1, None);

        Assert.Equal("b", Assert.Single(stored).Letter.ExecutionId);
        Assert.Equal(2, await Store.DeadLetters.CountAsync(None));
    }

    [Fact]
    public async Task Requeueing_appends_the_change_anew_and_once()
    {
        var letter = await PoisonAsync("a");
        var id = Assert.Single(await Store.DeadLetters.ListAsync(10, None)).Id;

        var answers = new[] { await Store.DeadLetters.RequeueAsync(id, None), await Store.DeadLetters.RequeueAsync(id, None) };

        var again = Assert.Single(await ReadFeedAsync(position: letter.Lsn));
        Assert.Equal([true, true], answers);
        Assert.Equal(0, await Store.DeadLetters.CountAsync(None));
        Assert.Equal("a", again.Execution.Id.Value);
        Assert.True(Assert.Single(await Store.DeadLetters.ListAsync(10, None)).Requeued);
        Assert.Equal(again.Lsn, (await Store.Log.FindAsync(new ExecutionId("a"), None))?.Sequence);
        Assert.Equal(AppendOutcome.Duplicate, (await AppendAsync(Some.Execution("a"))).Outcome);
    }

    // As after an upgrade that can fold what the program before could not.
    [Fact]
    public async Task A_letter_counts_under_the_number_that_requeueing_gives_it_and_no_other()
    {
        await AppendAsync(Some.Execution("b"));
        await PoisonAsync("a");
        var old = await Store.Feed.ReadAsync(0, 10, None) with { Position = null };
        using var forgetful = new Forgetful(Store, new ManualClock(Some.Noon.AddHours(3)));

        await forgetful.Projector.ProjectAsync(old, None);
        Assert.Equal(1, await CountedAsync());

        await Store.DeadLetters.RequeueAsync(Assert.Single(await Store.DeadLetters.ListAsync(10, None)).Id, None);
        await forgetful.Projector.ProjectAsync(old, None);
        await forgetful.ProjectAsync();
        await forgetful.Projector.ProjectAsync(old, None);
        Assert.Equal(2, await CountedAsync());
        Assert.Single(await Store.DeadLetters.ListAsync(10, None));
        var report = await forgetful.Reconciler.RunAsync(Some.Noon.AddDays(-1), Some.Noon.AddDays(1), repair: false, None);
        Assert.True(report is { Drift: 0, Executions: 2 }, report.ToString());
    }

    [Theory]
    [InlineData("12345")]
    [InlineData("")]
    [InlineData("' OR 1=1 --")]
    public async Task There_is_nothing_to_requeue_under_another_id(string id)
    {
        await PoisonAsync("a");

        Assert.False(await Store.DeadLetters.RequeueAsync(id, None));
        Assert.Single(await ReadFeedAsync());
    }

    private async Task<long> CountedAsync()
    {
        var days = await Store.Rollups.ReadAsync([Key(RollupScope.Agents, Grain.Day, Some.Noon)], None);
        return days.Sum(day => day.Cells.GetValueOrDefault(CellName.All)?.Totals.Total ?? 0);
    }

    private async Task<DeadLetter> PoisonAsync(string id)
    {
        var result = await AppendAsync(Some.Execution(id));
        var item = Assert.Single(await ReadFeedAsync(position: result.Sequence - 1));
        var letter = DeadLetter.Of(item, "poison");
        await Store.Rollups.SaveAsync(new PageWrite([], [], [letter], result.Sequence), None);
        return letter;
    }
}
