using AgentMonitor.Contracts.Recount;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Views;

public sealed class NewScopesTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    private readonly List<Execution> _executions = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_older_folder_gets_the_new_cells_from_its_log_and_counts_nothing_twice()
    {
        await FillAsync();
        AsOfTheSecondVersion("");

        await using var store = _folder.Open();
        Assert.Equal(AppendOutcome.Duplicate, await store.AppendAsync(_executions[3]));
        await ProjectAsync(store);

        await RecountAssert.EqualsRecountAsync(store.Rollups, _executions, "the second version's folder");
        var listed = await store.Lists.ListAsync(ExecutionFilter.None, null, 200, default);
        Assert.Equal(_executions.Count, listed.Items.Count);
    }

    [Fact]
    public async Task Totals_whose_executions_are_gone_stay()
    {
        await FillAsync();
        AsOfTheSecondVersion("DELETE FROM log.chunks WHERE first_seq = (SELECT min(first_seq) FROM log.chunks)");

        await using var store = _folder.Open();
        await ProjectAsync(store);

        var days = await store.Rollups.ReadRangeAsync(RollupScope.Agents, Grain.Day, Some.Noon.AddDays(-3), Some.Noon.AddDays(3), default);
        Assert.Equal(
            _executions.Count(execution => execution.Status != ExecutionStatus.Running),
            days.Sum(day => day.Cells[CellName.All].Totals.Total + day.Cells[CellName.All].Totals[Counter.Cancelled]));
    }

    private async Task FillAsync()
    {
        await using var store = _folder.Open();
        var random = new Random(7);
        _executions.AddRange(Enumerable.Range(0, 60)
            .Select(i => RandomExecutions.Next(random, i, Some.Noon.AddSeconds(-random.Next(200_000)))));
        await store.Log.AppendAsync(_executions[..50], default);
        await store.Log.AppendAsync(_executions[50..], default);
        await ProjectAsync(store);
    }

    private void AsOfTheSecondVersion(string and)
    {
        using var views = Connection.Open(_folder.Views);
        OlderViews.MakeSecondVersion(views);
        if (and.Length > 0)
        {
            views.Execute($"ATTACH '{_folder.Log}' AS log; {and}");
        }
    }

    private static async Task ProjectAsync(OpenedStore store)
    {
        var position = await store.Feed.ProjectedAsync(default);
        var page = await store.Feed.ReadAsync(position, 1000, default);
        await new Projector(store.Rollups, new NoLiveUpdates()).ProjectAsync(page, default);
    }
}
