using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Views;

public sealed class ProjectionCrashTests : IDisposable
{
    private static readonly RollupKey Key = new(RollupScope.Agents, TimeBucket.Of(Grain.Hour, Some.Noon));

    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("before-views-commit", 0)]
    [InlineData("after-views-commit", 1)]
    public async Task Documents_lists_and_position_are_saved_together_or_not_at_all(string failpoint, int saved)
    {
        await using (var store = _folder.Open(new()
        {
            Folder = _folder.Path,
            Failpoint = name =>
            {
                if (name == failpoint)
                {
                    throw new CrashException();
                }
            },
        }))
        {
            await store.AppendAsync(Some.Execution("a", user: "u"));
            await Assert.ThrowsAsync<StoreUnavailableException>(() => SaveAsync(store));
        }

        await using var reopened = _folder.Open();

        Assert.Equal(saved, await reopened.Feed.ProjectedAsync(default));
        Assert.Equal(saved, (await reopened.Rollups.ReadAsync([Key], default)).Count);
        Assert.Equal(saved, (await reopened.Lists.ListAsync(new() { UserId = "u" }, null, 10, default)).Items.Count);
        Assert.Equal(AppendOutcome.Duplicate, await reopened.AppendAsync(Some.Execution("a", user: "u")));
    }

    [Fact]
    public async Task A_version_is_never_given_out_twice_even_after_its_document_was_deleted()
    {
        await using var store = _folder.Open();
        await store.AppendAsync(Some.Execution("a"));
        await SaveAsync(store);
        var first = (await store.Rollups.ReadAsync([Key], default))[0].ETag;
        await store.Sqlite.SweepAsync(Some.Noon.AddDays(500), RetentionAges.Default, default);
        Assert.Empty(await store.Rollups.ReadAsync([Key], default));

        await SaveAsync(store);

        Assert.NotEqual(first, (await store.Rollups.ReadAsync([Key], default))[0].ETag);
    }

    private static async Task SaveAsync(OpenedStore store)
    {
        var page = await store.Feed.ReadAsync(0, 10, default);
        await store.Rollups.SaveAsync(new PageWrite([new RollupDocument(Key, 0)], page.Items, [], page.Position), default);
    }
}
