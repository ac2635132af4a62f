using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Cosmos.Tests.Feed;

/// <summary>What the rollups say beside what was sent, and beside the store's own recount.</summary>
internal static class TotalsAssert
{
    public static async Task EqualWhatWasSentAsync(OpenedCosmos store, IEnumerable<Execution> sent, string schedule)
    {
        var final = sent.Where(execution => execution.Status.IsFinal()).DistinctBy(execution => execution.Id).ToList();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var reconciler = new Reconciler(
            store.Rollups, store.History, store.Store.Position, new ManualClock(Some.Noon.AddHours(5)), OpenedCosmos.Ages);

        var report = await reconciler.RunAsync(Some.Noon.AddHours(-1), Some.Noon.AddHours(4), repair: false, patience.Token);

        var differences = string.Join("; ", report.Differences);
        Assert.True(report is { Drift: 0, MovedDocuments: 0 }, $"{schedule}: drift {report.Drift}, moved {report.MovedDocuments}: {differences}");
        Assert.Equal(final.Count, report.Executions);
        foreach (var grain in (Grain[])[Grain.Minute, Grain.Hour, Grain.Day])
        {
            var documents = await store.Rollups.ReadRangeAsync(
                RollupScope.Agents, grain, TimeBucket.Floor(Grain.Day, Some.Noon), Some.Noon.AddHours(12), patience.Token);
            var cells = documents.SelectMany(document => document.Cells).Where(cell => cell.Key == CellName.All).Select(cell => cell.Value.Totals).ToList();
            Assert.Equal((schedule, final.Count), (schedule, (int)cells.Sum(totals => totals.Total)));
            Assert.Equal(final.Sum(execution => execution.DurationMs), cells.Sum(totals => totals[Counter.DurationMs]));
            Assert.Equal(final.Sum(execution => execution.Cost!.Value.Value), cells.Sum(totals => totals.Cost.Value));
        }
    }
}
