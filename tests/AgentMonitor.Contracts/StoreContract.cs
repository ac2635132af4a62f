using System.Globalization;
using System.Text;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Contracts;

/// <summary>Opens one store for each test, and drops it after.</summary>
public interface IStoreFixture : IAsyncDisposable
{
    ValueTask<IStore> OpenAsync();
}

/// <summary>What the contracts share: an open store, and the steps that tests are told in.</summary>
public abstract class StoreContract(IStoreFixture fixture) : IAsyncLifetime
{
    private IStore? _store;

    protected IStore Store => _store ?? throw new InvalidOperationException("The store is not open yet.");

    protected static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync() => _store = await fixture.OpenAsync();

    public async Task DisposeAsync() => await fixture.DisposeAsync();

    protected async Task<AppendResult> AppendAsync(Execution execution) =>
        Assert.Single(await Store.Log.AppendAsync([execution], None));

    protected async Task AppendAllAsync(params Execution[] executions)
    {
        foreach (var execution in executions)
        {
            await AppendAsync(execution);
        }
    }

    /// <summary>Projects lists, not totals: as a projector does that keeps no rollups.</summary>
    protected async Task ProjectAsync()
    {
        var position = await Store.Feed.ProjectedAsync(None);
        var page = await Store.Feed.ReadAsync(position, 10_000, None);
        Assert.Empty(await Store.Rollups.SaveAsync(new PageWrite([], page.Items, page.Unreadable, page.Position), None));
    }

    protected async Task<List<FeedItem>> ReadFeedAsync(long position = 0, int limit = 10_000) =>
        [.. (await Store.Feed.ReadAsync(position, limit, None)).Items];

    /// <summary>The end of a failure's message: what the store holds.</summary>
    protected async Task<string> DumpAsync()
    {
        var dump = new StringBuilder("\nThe feed holds:\n");
        foreach (var item in await ReadFeedAsync())
        {
            dump.AppendLine(CultureInfo.InvariantCulture, $"{item.Lsn} {item.Execution.Id} {item.Execution.Status} {item.Execution.Flags}");
        }

        return dump.ToString();
    }

    protected static RollupDocument Document(RollupKey key, long lsn, int slice = 0)
    {
        var document = new RollupDocument(key, slice);
        document.RaiseFence(0, lsn);
        return document;
    }

    protected static RollupKey Key(RollupScope scope, Grain grain, DateTimeOffset instant) =>
        new(scope, TimeBucket.Of(grain, instant));
}
