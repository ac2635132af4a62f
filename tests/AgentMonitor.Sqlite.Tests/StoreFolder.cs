using AgentMonitor.Costs;
using AgentMonitor.Erasure;
using AgentMonitor.Escalations;
using AgentMonitor.Executions;
using AgentMonitor.Metrics.Users;
using AgentMonitor.Projection;
using AgentMonitor.Sessions;
using AgentMonitor.State;
using AgentMonitor.TestKit;
using AgentMonitor.Users;

namespace AgentMonitor.Sqlite.Tests;

/// <summary>A data folder of a test's own, in which stores can be opened one after the other.</summary>
internal sealed class StoreFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("agentmonitor-").FullName;

    public string Log => System.IO.Path.Combine(Path, "log.db");

    public string State => System.IO.Path.Combine(Path, "state.db");

    public string Views => System.IO.Path.Combine(Path, "views.db");

    public SqliteOptions Options => new() { Folder = Path };

    public OpenedStore Open(SqliteOptions? options = null) =>
        new(SqliteStore.Open(options ?? Options, PriceTable.Empty, TimeProvider.System));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>An open store with the steps that tests are told in.</summary>
internal sealed class OpenedStore(SqliteStore store) : IStore
{
    public SqliteStore Sqlite => store;

    public IExecutionLog Log => store.Log;

    public IExecutionFeed Feed => store.Feed;

    public IExecutionHistory History => store.History;

    public IExecutionLists Lists => store.Lists;

    public IRunningExecutions Running => store.Running;

    public IDeadLetters DeadLetters => store.DeadLetters;

    public IRollupStore Rollups => store.Rollups;

    public IUserDays UserDays => store.UserDays;

    public IStateStore State => store.State;

    public IUsers Users => store.Users;

    public ISessions Sessions => store.Sessions;

    public ErasedIds Erased => store.Erased;

    public IUserErasure Erasure => store.Erasure;

    public IUserDocuments UserDocuments => store.UserDocuments;

    public IEscalations Escalations => store.Escalations;

    public ValueTask DisposeAsync() => store.DisposeAsync();

    public async Task<AppendOutcome> AppendAsync(Execution execution) =>
        (await Log.AppendAsync([execution], CancellationToken.None))[0].Outcome;

    public async Task<FeedPage> ProjectAsync()
    {
        var page = await Feed.ReadAsync(await Feed.ProjectedAsync(CancellationToken.None), 100_000, CancellationToken.None);
        await Rollups.SaveAsync(new PageWrite([], page.Items, page.Unreadable, page.Position), CancellationToken.None);
        return page;
    }

    public async Task<List<string>> FeedIdsAsync() =>
        [.. (await Feed.ReadAsync(0, 100_000, CancellationToken.None)).Items.Select(item => item.Execution.Id.Value)];
}
