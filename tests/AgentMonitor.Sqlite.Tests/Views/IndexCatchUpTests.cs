using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Views;

public sealed class IndexCatchUpTests : IDisposable
{
    private static readonly RollupKey Key = new(RollupScope.Agents, TimeBucket.Of(Grain.Hour, Some.Noon));

    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Views_of_the_first_version_get_their_ids_and_lists_anew_and_keep_their_totals()
    {
        await FillAsync();
        using (var views = Connection.Open(_folder.Views))
        {
            AsOfTheFirstVersion(views);
        }

        await using (var store = _folder.Open())
        {
            Assert.Equal(AppendOutcome.Duplicate, await store.AppendAsync(Some.Execution("finished")));
            await ProjectAsync(store, await store.Rollups.ReadAsync([Key], default));
        }

        await AssertAllIsThereAsync();
    }

    [Fact]
    public async Task An_index_that_was_emptied_is_made_anew_at_the_next_start()
    {
        await FillAsync();
        using (var views = Connection.Open(_folder.Views))
        {
            views.Execute("DELETE FROM segments; DELETE FROM id_blocks; DELETE FROM list_blocks; UPDATE meta SET indexed = 0");
        }

        await AssertAllIsThereAsync();
    }

    private static void AsOfTheFirstVersion(Connection views)
    {
        OlderViews.MakeSecondVersion(views);
        views.Execute(
            """
            DROP TABLE segments; DROP TABLE id_blocks; DROP TABLE list_blocks; DROP TABLE discarded;
            ALTER TABLE meta DROP COLUMN indexed; ALTER TABLE meta DROP COLUMN first_kept; ALTER TABLE meta DROP COLUMN segment;
            CREATE TABLE ids(hash BLOB PRIMARY KEY, seq INTEGER NOT NULL, late_seq INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE errors(seq INTEGER PRIMARY KEY, fingerprint INTEGER NOT NULL);
            PRAGMA user_version = 1;
            """);
    }

    private async Task FillAsync()
    {
        await using var store = _folder.Open();
        await store.AppendAsync(Some.Execution("finished", status: ExecutionStatus.Running) with { ContentHash = "start" });
        await store.AppendAsync(Some.Execution("running", status: ExecutionStatus.Running));
        await store.AppendAsync(Some.Execution("dead"));
        await store.AppendAsync(Some.Execution("finished"));
        await ProjectAsync(store, [new RollupDocument(Key, 0)]);
        await store.AppendAsync(Some.Execution("not projected"));
    }

    private static async Task ProjectAsync(OpenedStore store, IReadOnlyList<RollupDocument> documents)
    {
        var page = await store.Feed.ReadAsync(0, 4, default);
        var dead = DeadLetter.Of(page.Items[2], "poison");
        await store.Rollups.SaveAsync(
            new PageWrite(documents, [.. page.Items.Where(item => item.Lsn != 3)], [dead], page.Position), default);
    }

    private async Task AssertAllIsThereAsync()
    {
        await using var store = _folder.Open();

        Assert.Equal(4, await store.Feed.ProjectedAsync(default));
        Assert.Single(await store.Rollups.ReadAsync([Key], default));
        var listed = await store.Lists.ListAsync(new() { UserId = "u1" }, null, 10, default);
        Assert.Equal(["finished", "running"], listed.Items.Select(item => item.Id.Value));
        Assert.Equal(1, (await store.Running.CountByAgentAsync(default))["tutor"]);
        Assert.Equal(AppendOutcome.Duplicate, await store.AppendAsync(Some.Execution("finished")));
        Assert.Equal(AppendOutcome.Duplicate, await store.AppendAsync(Some.Execution("not projected")));
        Assert.Equal(AppendOutcome.Created, await store.AppendAsync(Some.Execution("dead")));
    }
}
