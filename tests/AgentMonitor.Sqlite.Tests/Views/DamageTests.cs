using AgentMonitor.Contracts.Recount;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Views;

public sealed class DamageTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    private readonly List<Execution> _executions = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("UPDATE rollups SET body = x'ff00ff'")]
    [InlineData("UPDATE rollups SET body = x''")]
    [InlineData("UPDATE rollups SET body = substr(body, 1, length(body) / 2)")]
    [InlineData("DELETE FROM rollups WHERE id % 2 = 0")]
    public async Task Totals_changed_behind_the_back_of_the_store_are_found_and_mended(string damage)
    {
        await using (var store = _folder.Open())
        {
            await ProjectAsync(store, 30);
        }

        using (var connection = Connection.Open(_folder.Views))
        {
            connection.Execute(damage);
        }

        await using var reopened = _folder.Open();
        await ProjectAsync(reopened, 20);
        var report = await ReconcileAsync(reopened);

        Assert.True(report.Drift > 0 && report.Drift == report.RepairedCells, $"{report.RepairedCells} of {report.Drift} were mended.");
        await RecountAssert.EqualsRecountAsync(reopened.Rollups, _executions, damage);
    }

    private async Task ProjectAsync(OpenedStore store, int count)
    {
        var random = new Random(count);
        var arrived = Enumerable.Range(_executions.Count, count)
            .Select(i => RandomExecutions.Next(random, i, Some.Noon.AddSeconds(-random.Next(20_000)))).ToList();
        _executions.AddRange(arrived);
        await store.Log.AppendAsync(arrived, CancellationToken.None);
        var position = await store.Feed.ProjectedAsync(CancellationToken.None);
        var page = await store.Feed.ReadAsync(position, 1000, CancellationToken.None);
        await new Projector(store.Rollups, new NoLiveUpdates()).ProjectAsync(page, CancellationToken.None);
    }

    private static async Task<ReconcileReport> ReconcileAsync(OpenedStore store)
    {
        var clock = new ManualClock(Some.Noon.AddHours(5));
        var position = new AllProjected(clock, () => store.Feed.End);
        var reconciler = new Reconciler(store.Rollups, store.History, position, clock, RetentionAges.Default);
        return await reconciler.RunAsync(
            Some.Noon.AddDays(-2), Some.Noon.AddDays(1), repair: true, CancellationToken.None);
    }
}
