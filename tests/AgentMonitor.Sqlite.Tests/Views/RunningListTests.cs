using AgentMonitor.Executions;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Views;

public sealed class RunningListTests : IDisposable
{
    private static readonly ExecutionFilter Runs = new() { Status = ExecutionStatus.Running };

    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_runs_is_all_on_one_page_however_much_has_ended_since()
    {
        await using var store = await FilledAsync();

        var page = await store.Lists.ListAsync(Runs, cursor: null, limit: 10, default);

        Assert.Equal(["new", "old"], page.Items.Select(execution => execution.Id.Value));
        Assert.Null(page.NextCursor);
    }

    [Fact]
    public async Task The_last_page_of_what_runs_has_no_next_one_even_when_it_is_full()
    {
        await using var store = await FilledAsync();

        var first = await store.Lists.ListAsync(Runs, cursor: null, limit: 1, default);
        var last = await store.Lists.ListAsync(Runs, first.NextCursor, limit: 1, default);

        Assert.Equal("new", Assert.Single(first.Items).Id.Value);
        Assert.Equal("old", Assert.Single(last.Items).Id.Value);
        Assert.Null(last.NextCursor);
    }

    [Fact]
    public async Task What_runs_is_narrowed_by_the_other_filters_too()
    {
        await using var store = await FilledAsync();

        var page = await store.Lists.ListAsync(Runs with { UserId = "ann" }, cursor: null, limit: 10, default);

        Assert.Equal("old", Assert.Single(page.Items).Id.Value);
        Assert.Null(page.NextCursor);
    }

    [Fact]
    public async Task What_ran_when_the_store_was_opened_and_ends_afterwards_runs_no_more()
    {
        await (await FilledAsync()).DisposeAsync();
        await using var store = _folder.Open(new SqliteOptions { Folder = _folder.Path });

        await store.AppendAsync(Some.Execution("old", user: "ann"));
        await store.ProjectAsync();

        Assert.Equal(1, Assert.Single(await store.Sqlite.Running.CountByAgentAsync(default)).Value);
    }

    // Two that run with more ended ones about them than a page looks at, and one that ran and has ended.
    private async Task<OpenedStore> FilledAsync()
    {
        var store = _folder.Open(new SqliteOptions { Folder = _folder.Path, ListStretch = 5 });
        await store.AppendAsync(Started("old", user: "ann"));
        await store.AppendAsync(Started("over", user: "ann"));
        await AppendEndedAsync(store, "a");
        await store.AppendAsync(Started("new", user: "bob"));
        await AppendEndedAsync(store, "b");
        await store.AppendAsync(Some.Execution("over", user: "ann"));
        await store.ProjectAsync();
        return store;
    }

    private static Execution Started(string id, string user) =>
        Some.Execution(id, status: ExecutionStatus.Running, user: user) with { ContentHash = "start" };

    private static async Task AppendEndedAsync(OpenedStore store, string name)
    {
        for (var i = 0; i < 20; i++)
        {
            await store.AppendAsync(Some.Execution($"{name}{i}"));
        }
    }
}
