using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Contracts;

public abstract class RollupStoreContract(IStoreFixture fixture) : StoreContract(fixture)
{
    private static readonly RollupKey Hour = Key(RollupScope.Agents, Grain.Hour, Some.Noon);

    [Fact]
    public async Task A_saved_document_is_read_back_with_its_version()
    {
        var document = Document(Hour, lsn: 7);
        document.Cell("tutor");
        await SaveAsync(document);

        var read = Assert.Single(await Store.Rollups.ReadAsync([Hour], None));

        Assert.NotNull(document.ETag);
        Assert.Equal(document.ETag, read.ETag);
        Assert.Equal(document.Encode().ToArray(), read.Encode().ToArray());
    }

    [Fact]
    public async Task Reading_gives_every_slice_of_the_keys_that_exist()
    {
        await SaveAsync(Document(Hour, 1), Document(Hour, 1, slice: 1));

        var read = await Store.Rollups.ReadAsync([Hour, Key(RollupScope.Models, Grain.Hour, Some.Noon)], None);

        Assert.Equal([0, 1], read.Select(document => document.Slice).Order());
    }

    [Fact]
    public async Task A_document_whose_version_moved_is_answered_and_the_page_does_not_count()
    {
        await AppendAllAsync(Some.Execution("a"));
        await SaveAsync(Document(Hour, 1));
        var mine = Assert.Single(await Store.Rollups.ReadAsync([Hour], None));
        var theirs = Assert.Single(await Store.Rollups.ReadAsync([Hour], None));
        theirs.RaiseFence(0, 2);
        await SaveAsync(theirs);
        mine.RaiseFence(0, 3);

        var other = Document(Key(RollupScope.Models, Grain.Hour, Some.Noon), 3);
        var moved = await Store.Rollups.SaveAsync(new PageWrite([mine, other], await ReadFeedAsync(), [], 1), None);

        Assert.Equal([Hour], moved);
        Assert.Equal(2, Assert.Single(await Store.Rollups.ReadAsync([Hour], None)).Applied[0]);
        Assert.Equal(other.ETag is null ? 0 : 1, (await Store.Rollups.ReadAsync([other.Key], None)).Count);
        Assert.Equal(0, await Store.Feed.ProjectedAsync(None));
    }

    [Fact]
    public async Task A_new_document_does_not_replace_a_stored_one()
    {
        await SaveAsync(Document(Hour, 1));

        var moved = await Store.Rollups.SaveAsync(new PageWrite([Document(Hour, 2)], [], [], null), None);

        Assert.Equal([Hour], moved);
        Assert.Equal(1, Assert.Single(await Store.Rollups.ReadAsync([Hour], None)).Applied[0]);
    }

    [Fact]
    public async Task A_version_that_was_never_given_out_is_refused()
    {
        await SaveAsync(Document(Hour, 1));
        var forged = Document(Hour, 9);
        forged.StoredAs("no version");

        Assert.Equal([Hour], await Store.Rollups.SaveAsync(new PageWrite([forged], [], [], null), None));
    }

    [Fact]
    public async Task A_saved_document_can_be_saved_again()
    {
        var document = Document(Hour, 1);
        await SaveAsync(document);
        document.RaiseFence(0, 2);
        await SaveAsync(document);

        Assert.Equal(2, Assert.Single(await Store.Rollups.ReadAsync([Hour], None)).Applied[0]);
    }

    [Fact]
    public async Task A_range_holds_one_scope_and_grain_from_its_start_to_before_its_end_oldest_first()
    {
        await SaveAsync(
            At(RollupScope.Agents, Grain.Hour, 2), At(RollupScope.Agents, Grain.Hour, 0), At(RollupScope.Agents, Grain.Hour, 1),
            At(RollupScope.Agents, Grain.Hour, 3), At(RollupScope.Agents, Grain.Minute, 1), At(RollupScope.User("u'1"), Grain.Hour, 1));

        var range = await Store.Rollups.ReadRangeAsync(
            RollupScope.Agents, Grain.Hour, Some.Noon, Some.Noon.AddHours(3), None);
        var user = await Store.Rollups.ReadRangeAsync(
            RollupScope.User("u'1"), Grain.Hour, Some.Noon, Some.Noon.AddHours(3), None);

        Assert.Equal([0, 1, 2], range.Select(document => (document.Key.Bucket.Start - Some.Noon).Hours));
        Assert.Equal("u'1", Assert.Single(user).Key.Scope.UserId);
    }

    [Fact]
    public async Task A_range_shows_the_newest_version()
    {
        var document = Document(Hour, 1);
        await SaveAsync(document);
        await RangeAsync();
        document.RaiseFence(0, 2);
        await SaveAsync(document);

        Assert.Equal(2, Assert.Single(await RangeAsync()).Applied[0]);
    }

    [Fact]
    public async Task What_a_caller_does_to_its_document_is_its_own_business()
    {
        await SaveAsync(Document(Hour, 1));
        await RangeAsync();
        Assert.Single(await Store.Rollups.ReadAsync([Hour], None)).RaiseFence(0, 99);
        Assert.Single(await Store.Rollups.ReadAllAsync(Some.Noon, Some.Noon.AddHours(1), None)).RaiseFence(0, 98);

        Assert.Equal(1, Assert.Single(await RangeAsync()).Applied[0]);
        Assert.Equal(1, Assert.Single(await Store.Rollups.ReadAsync([Hour], None)).Applied[0]);
    }

    [Fact]
    public async Task Reading_all_gives_every_scope_and_grain_that_starts_in_the_range()
    {
        await SaveAsync(
            At(RollupScope.Agents, Grain.Hour, 0), At(RollupScope.Models, Grain.Minute, 0), At(RollupScope.User("u"), Grain.Day, -12),
            At(RollupScope.Agents, Grain.Hour, 1));

        var all = await Store.Rollups.ReadAllAsync(Some.Noon, Some.Noon.AddHours(1), None);

        Assert.Equal(["agents", "models"], all.Select(document => document.Key.Scope.Value).Order());
    }

    [Fact]
    public async Task Totals_that_are_incomplete_are_kept_and_given_to_nobody()
    {
        await SaveAsync(At(RollupScope.Agents, Grain.Hour, 1), Incomplete(Hour));

        var read = Assert.Single(await Store.Rollups.ReadAsync([Hour], None));
        var all = await Store.Rollups.ReadAllAsync(Some.Noon, Some.Noon.AddHours(2), None);
        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(RangeAsync);

        Assert.True(read.IsIncomplete);
        Assert.Equal([true, false], all.OrderBy(document => document.Key.Bucket.Start).Select(document => document.IsIncomplete));
        Assert.Equal(StoreFault.Damaged, refusal.Fault);
        Assert.Single(await Store.Rollups.ReadRangeAsync(
            RollupScope.Agents, Grain.Hour, Some.Noon.AddHours(1), Some.Noon.AddHours(2), None));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(9999, 12, 31)]
    public async Task The_first_and_the_last_day_there_is_are_days_like_any_other(int year, int month, int day)
    {
        var at = new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero);
        var key = Key(RollupScope.Agents, Grain.Day, at);
        await SaveAsync(Document(key, 1));

        var range = await Store.Rollups.ReadRangeAsync(RollupScope.Agents, Grain.Day, at, DateTimeOffset.MaxValue, None);

        Assert.Equal(key, Assert.Single(range).Key);
    }

    private static RollupDocument Incomplete(RollupKey key)
    {
        var document = RollupDocument.Read(key, 0, [0xff]);
        document.RaiseFence(0, 1);
        return document;
    }

    private static RollupDocument At(RollupScope scope, Grain grain, int hours) =>
        Document(Key(scope, grain, Some.Noon.AddHours(hours)), 1);

    private async Task SaveAsync(params RollupDocument[] documents) =>
        Assert.Empty(await Store.Rollups.SaveAsync(new PageWrite(documents, [], [], null), None));

    private async Task<IReadOnlyList<RollupDocument>> RangeAsync() =>
        await Store.Rollups.ReadRangeAsync(RollupScope.Agents, Grain.Hour, Some.Noon, Some.Noon.AddHours(1), None);
}
