using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Views;

public sealed class DeadLetterTests : IDisposable
{
    private static readonly ManualClock Clock = new(Some.Noon.AddHours(3));

    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Letters go with views.db, and by then the program can fold what it could not.
    [Fact]
    public async Task What_was_requeued_counts_once_when_views_are_made_anew()
    {
        await using (var store = _folder.Open())
        {
            await RequeueAsync(store);
        }

        foreach (var file in Directory.GetFiles(_folder.Path, "views.db*"))
        {
            File.Delete(file);
        }

        await using var reopened = _folder.Open();
        using var anew = new Forgetful(reopened, Clock);
        await anew.ProjectAsync();

        var report = await anew.Reconciler.RunAsync(Some.Noon.AddDays(-1), Some.Noon.AddDays(1), repair: false, CancellationToken.None);
        var day = await reopened.Rollups.ReadAsync(
            [new RollupKey(RollupScope.Agents, TimeBucket.Of(Grain.Day, Some.Noon))], CancellationToken.None);
        Assert.Equal(1, Assert.Single(day).Cells[CellName.All].Totals.Total);
        Assert.True(report is { Drift: 0, Executions: 1 }, report.ToString());
        Assert.Single((await reopened.Lists.ListAsync(ExecutionFilter.None, null, 10, CancellationToken.None)).Items);
        Assert.Equal(0, await reopened.DeadLetters.CountAsync(CancellationToken.None));
    }

    private static async Task RequeueAsync(OpenedStore store)
    {
        await store.Log.AppendAsync([Some.Execution("a")], CancellationToken.None);
        var page = await store.Feed.ReadAsync(0, 10, CancellationToken.None);
        var letter = DeadLetter.Of(page.Items[0], "poison");
        await store.Rollups.SaveAsync(new PageWrite([], [], [letter], page.Position), CancellationToken.None);
        var stored = Assert.Single(await store.DeadLetters.ListAsync(10, CancellationToken.None));
        Assert.True(await store.DeadLetters.RequeueAsync(stored.Id, CancellationToken.None));
    }
}
