using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Sqlite.Tests;

public sealed class RetentionTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Old_executions_go_with_everything_that_points_at_them()
    {
        await using var store = _folder.Open();
        await store.AppendAsync(Some.Execution("old", status: ExecutionStatus.Failure, error: "e"));
        await store.AppendAsync(Some.Execution("new", endedAt: Some.Noon.AddDays(80)));
        await store.ProjectAsync();

        await SweepAsync(store, Some.Noon.AddDays(91));

        Assert.Null(await store.Log.FindAsync(new("old"), default));
        Assert.NotNull(await store.Log.FindAsync(new("new"), default));
        Assert.Empty((await store.Lists.ListAsync(new() { ErrorsOnly = true }, null, 10, default)).Items);
        Assert.Equal("new", Assert.Single((await store.Lists.ListAsync(new() { UserId = "u1" }, null, 10, default)).Items).Id.Value);
        Assert.Equal("new", Assert.Single((await store.Lists.ListAsync(ExecutionFilter.None, null, 10, default)).Items).Id.Value);
        Assert.Equal(AppendOutcome.Created, await store.AppendAsync(Some.Execution("old")));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(400, null)]
    [InlineData(400, 30)]
    [InlineData(null, 30)]
    public async Task Every_document_goes_at_its_own_age_and_not_a_moment_before(int? days, int? userDays)
    {
        await using var store = _folder.Open();
        var ages = RetentionAges.Default with
        {
            Days = days is { } all ? TimeSpan.FromDays(all) : null,
            UserDays = userDays is { } ofUsers ? TimeSpan.FromDays(ofUsers) : null,
        };
        var now = Some.Noon.AddDays(1000);
        var random = new Random(7);
        var keys = Enumerable.Range(0, 400).Select(i => new RollupKey(
            i % 2 == 0 ? RollupScope.User("u" + (i % 5)) : i % 4 == 1 ? RollupScope.Agents : RollupScope.Models,
            TimeBucket.Of((Grain)(i % 3), now.AddDays(-random.Next(1, 600)).AddMinutes(-random.Next(1440))))).ToHashSet();
        keys.UnionWith(keys.Select(key => new RollupKey(key.Scope, TimeBucket.Of(
            key.Bucket.Grain, now - (ages.Of(key) ?? TimeSpan.FromDays(900)) + (key.Bucket.Grain.Length() * random.Next(-1, 2))))).ToList());
        await store.Rollups.SaveAsync(new PageWrite([.. keys.Select(Counted)], [], [], null), default);

        await store.Sqlite.SweepAsync(now, ages, default);

        var left = (await store.Rollups.ReadAllAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default)).Select(document => document.Key);
        Assert.Equal(
            keys.Where(key => ages.Keeps(key, now)).Select(key => key.ToString()).Order(StringComparer.Ordinal),
            left.Select(key => key.ToString()).Order(StringComparer.Ordinal));
    }

    private static RollupDocument Counted(RollupKey key)
    {
        var document = new RollupDocument(key, slice: 0);
        document.RaiseFence(0, 1);
        return document;
    }

    [Fact]
    public async Task What_is_not_projected_stays_however_old()
    {
        await using var store = _folder.Open();
        await store.AppendAsync(Some.Execution("a"));
        await store.AppendAsync(Some.Execution("b"));

        await SweepAsync(store, Some.Noon.AddDays(1000));

        Assert.Equal(["a", "b"], await store.FeedIdsAsync());
    }

    [Fact]
    public async Task Numbers_go_on_after_everything_was_deleted()
    {
        await using (var store = _folder.Open())
        {
            await store.AppendAsync(Some.Execution("a"));
            await store.AppendAsync(Some.Execution("b"));
            await store.ProjectAsync();
            await SweepAsync(store, Some.Noon.AddDays(1000));
            Assert.Equal(["b"], await store.FeedIdsAsync());
        }

        await using var reopened = _folder.Open();
        await reopened.AppendAsync(Some.Execution("c"));

        Assert.Equal(3, reopened.Feed.End);
    }

    [Fact]
    public async Task A_reader_that_starts_at_the_beginning_gets_past_what_was_deleted()
    {
        await using var store = _folder.Open();
        for (var i = 0; i < 10; i++)
        {
            await store.AppendAsync(Some.Execution($"e{i}", endedAt: Some.Noon.AddDays(i)));
        }

        await store.ProjectAsync();
        await SweepAsync(store, Some.Noon.AddDays(90 + 7));

        var (position, read) = (0L, new List<string>());
        while (position < store.Feed.End)
        {
            var page = await store.Feed.ReadAsync(position, 3, default);
            Assert.True(page.Position > position);
            read.AddRange(page.Items.Select(item => item.Execution.Id.Value));
            position = page.Position.Value;
        }

        Assert.Equal(["e7", "e8", "e9"], read);
    }

    [Fact]
    public async Task Minutes_go_after_eight_days_hours_after_thirteen_months_and_days_never()
    {
        await using var store = _folder.Open();
        var documents = Enum.GetValues<Grain>()
            .Select(grain => new RollupDocument(new(RollupScope.Agents, TimeBucket.Of(grain, Some.Noon)), 0)).ToList();
        await store.Rollups.SaveAsync(new PageWrite(documents, [], [], null), default);

        Assert.Equal([Grain.Minute, Grain.Hour, Grain.Day], await SweptAsync(store, TimeSpan.FromDays(7.9)));
        Assert.Equal([Grain.Hour, Grain.Day], await SweptAsync(store, TimeSpan.FromDays(8.1)));
        Assert.Equal([Grain.Day], await SweptAsync(store, TimeSpan.FromDays(400)));
    }

    private static Task SweepAsync(OpenedStore store, DateTimeOffset now) =>
        store.Sqlite.SweepAsync(now, RetentionAges.Default, CancellationToken.None);

    private static async Task<IEnumerable<Grain>> SweptAsync(OpenedStore store, TimeSpan later)
    {
        await SweepAsync(store, Some.Noon + later);
        var left = await store.Rollups.ReadAllAsync(Some.Noon.AddDays(-1), Some.Noon.AddDays(1), default);
        return left.Select(document => document.Key.Bucket.Grain).Order();
    }
}
