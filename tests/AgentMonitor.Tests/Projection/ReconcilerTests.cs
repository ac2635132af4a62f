using System.Runtime.CompilerServices;
using AgentMonitor.Contracts.Recount;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Projection;

public sealed class ReconcilerTests
{
    private static readonly DateTimeOffset Now = Some.Noon.AddHours(5);

    private readonly PiecewiseRollupStore _store = new();

    private readonly List<Execution> _executions = [];

    private RetentionAges _ages = RetentionAges.Default;

    [Fact]
    public async Task A_sound_projection_has_no_drift()
    {
        await ProjectAsync(300);

        var report = await RunAsync(repair: false);

        Assert.Equal(0, report.Drift);
        Assert.Equal(_executions.Count(execution => execution.Status.IsFinal()), report.Executions);
        Assert.True(report.Cells > 100, $"Only {report.Cells} cells were compared.");
    }

    [Fact]
    public async Task A_tampered_cell_is_found_named_and_mended()
    {
        await ProjectAsync(300);
        await TamperAsync(document => document.Cell(CellName.All).Totals.Add(Counter.Success, 5));

        var found = await RunAsync(repair: true);
        var after = await RunAsync(repair: false);

        var difference = Assert.Single(found.Differences);
        Assert.Equal(5, difference.Stored - difference.Recounted);
        Assert.Equal(1, found.RepairedCells);
        Assert.Equal(0, after.Drift);
        await RecountAssert.EqualsRecountAsync(_store, _executions, "repair");
    }

    [Fact]
    public async Task A_cell_that_is_gone_is_put_back_and_one_that_should_not_be_is_taken_away()
    {
        await ProjectAsync(300);
        await TamperAsync(document =>
        {
            document.Replace("agent1", null);
            document.Cell("nobody").Totals.Add(Counter.Success, 1);
        });

        var found = await RunAsync(repair: true);

        Assert.Equal(2, found.Drift);
        await RecountAssert.EqualsRecountAsync(_store, _executions, "repair");
    }

    [Fact]
    public async Task Looking_without_repairing_changes_nothing()
    {
        await ProjectAsync(50);
        await TamperAsync(document => document.Cell(CellName.All).Totals.Add(Counter.Success, 5));

        await RunAsync(repair: false);
        var again = await RunAsync(repair: false);

        Assert.Equal(1, again.Drift);
        Assert.Equal(0, again.RepairedCells);
    }

    [Fact]
    public async Task A_mended_document_still_refuses_a_redelivered_page()
    {
        var page = await ProjectAsync(200);
        await TamperAsync(document => document.Cell(CellName.All).Totals.Add(Counter.Success, 5));

        await RunAsync(repair: true);
        await new Projector(_store, new NoLiveUpdates()).ProjectAsync(page, CancellationToken.None);

        await RecountAssert.EqualsRecountAsync(_store, _executions, "redelivery after repair");
    }

    [Fact]
    public async Task A_document_that_moved_on_meanwhile_is_not_judged()
    {
        await ProjectAsync(100);
        await TamperAsync(document => document.RaiseFence(0, 10_000));

        var report = await RunAsync(repair: true);

        Assert.Equal(1, report.MovedDocuments);
        Assert.Equal(0, report.Drift);
    }

    [Fact]
    public async Task Days_whose_raw_executions_may_be_swept_are_left_alone()
    {
        await ProjectAsync(100);
        _executions.Clear();
        _ages = _ages with { Raw = TimeSpan.FromHours(1) };

        var report = await RunAsync(repair: true);

        Assert.Equal(0, report.Documents);
    }

    private async Task<FeedPage> ProjectAsync(int count)
    {
        var random = new Random(count);
        for (var i = 0; i < count; i++)
        {
            _executions.Add(RandomExecutions.Next(random, i, Now.AddSeconds(-random.Next(3 * 24 * 3600))));
        }

        var page = new FeedPage([.. _executions.Select((execution, i) => new FeedItem(0, i, execution))], [], null);
        await new Projector(_store, new NoLiveUpdates()).ProjectAsync(page, CancellationToken.None);
        return page;
    }

    private async Task TamperAsync(Action<RollupDocument> change)
    {
        var key = new RollupKey(RollupScope.Agents, TimeBucket.Of(Grain.Day, Now));
        var document = Assert.Single(await _store.ReadAsync([key], CancellationToken.None));
        document.Cell(CellName.All);
        change(document);
        Assert.Empty(await _store.SaveAsync(new PageWrite([document], [], [], null), CancellationToken.None));
    }

    private async Task<ReconcileReport> RunAsync(bool repair)
    {
        var reconciler = new Reconciler(
            _store, new ListedHistory(_executions), new AllProjected(new ManualClock(Now), () => 1000), new ManualClock(Now), _ages);
        return await reconciler.RunAsync(Now.AddDays(-4), Now, repair, CancellationToken.None);
    }

    private sealed class ListedHistory(List<Execution> executions) : IExecutionHistory
    {
        public async IAsyncEnumerable<FeedItem> ReadAsync(
            DateTimeOffset from, DateTimeOffset to, FeedMark end, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            for (var i = 0; i < executions.Count; i++)
            {
                yield return new FeedItem(0, i, executions[i]);
            }
        }
    }
}
