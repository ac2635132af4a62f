using System.Globalization;
using AgentMonitor.Executions;
using AgentMonitor.Rollups;
using Xunit;

namespace AgentMonitor.Contracts.Recount;

// What the charts, the features and the audience are drawn from: these cells, and no others.
public static partial class RecountAssert
{
    private static void CheckTimeline(IReadOnlyList<RollupDocument> documents, List<Execution> finished, string because)
    {
        var cells = Cells(documents, RollupScope.Timeline, Grain.Day);
        var quarters = finished.GroupBy(execution => (TimeBucket.Of(Grain.Day, execution.EndedAt!.Value), QuarterName(execution.EndedAt.Value))).ToList();
        AssertCells(quarters.Select(quarter => quarter.Key), cells.Keys, because);
        foreach (var quarter in quarters)
        {
            Check(BruteForce.Of(quarter) with { Users = 0, Sessions = 0 }, cells[quarter.Key], because);
            Assert.Equal(BruteForce.Of(quarter).Timed, cells[quarter.Key].Latency?.Count ?? 0);
        }
    }

    private static void CheckFeatures(IReadOnlyList<RollupDocument> documents, List<Execution> finished, string because)
    {
        foreach (var grain in new[] { Grain.Hour, Grain.Day })
        {
            var expected = finished.Where(execution => execution.Feature is not null)
                .SelectMany(execution => FeatureCells(execution).Select(cell => (TimeBucket.Of(grain, execution.EndedAt!.Value), cell, execution)))
                .ToLookup(row => (row.Item1, row.cell), row => row.execution);
            var cells = Cells(documents, RollupScope.Features, grain);
            AssertCells(expected.Select(cell => cell.Key), cells.Keys, because);
            foreach (var cell in expected)
            {
                Check(BruteForce.Of(cell) with { Sessions = 0 }, cells[cell.Key], because);
                Assert.Equal(grain == Grain.Hour, cells[cell.Key].Quarters is not null);
                if (grain == Grain.Hour)
                {
                    CheckQuarters(cell, cells[cell.Key], because);
                }
            }
        }
    }

    private static void CheckAudience(IReadOnlyList<RollupDocument> documents, List<Execution> finished, string because)
    {
        foreach (var grain in new[] { Grain.Hour, Grain.Day })
        {
            var cells = Cells(documents, RollupScope.Audience, grain);
            CheckGroups(cells, finished, grain, "region\u001f", execution => execution.Region, sessions: false, because);
            CheckGroups(cells, finished, grain, "language\u001f", execution => execution.Language, sessions: true, because);
            CheckMinutes(cells, grain == Grain.Hour ? finished : [], because);
        }
    }

    private static void CheckGroups(
        Dictionary<(TimeBucket Bucket, string Cell), Rollup> cells, List<Execution> finished, Grain grain, string prefix,
        Func<Execution, string?> of, bool sessions, string because)
    {
        var groups = finished.Where(execution => of(execution) is not null)
            .GroupBy(execution => (TimeBucket.Of(grain, execution.EndedAt!.Value), prefix + of(execution))).ToList();
        AssertCells(
            groups.Select(group => group.Key), cells.Keys.Where(key => key.Cell.StartsWith(prefix, StringComparison.Ordinal)), because);
        foreach (var group in groups)
        {
            var expected = BruteForce.Of(group);
            Check(sessions ? expected : expected with { Sessions = 0 }, cells[group.Key], because);
        }
    }

    private static void CheckMinutes(
        Dictionary<(TimeBucket Bucket, string Cell), Rollup> cells, List<Execution> finished, string because)
    {
        var expected = finished
            .SelectMany(execution => new[]
            {
                (Hour: TimeBucket.Of(Grain.Hour, execution.EndedAt!.Value), Minute: BruteForce.MinuteBegun(execution), Began: 1L, Ended: 0L),
                (Hour: TimeBucket.Of(Grain.Hour, execution.EndedAt!.Value), Minute: BruteForce.Minute(execution.EndedAt.Value), Began: 0L, Ended: 1L),
            })
            .GroupBy(mark => (mark.Hour, mark.Minute))
            .Select(minute => (minute.Key.Hour, minute.Key.Minute, minute.Sum(mark => mark.Began), minute.Sum(mark => mark.Ended)));
        var counted = cells.Where(cell => cell.Key.Cell.StartsWith("minute\u001f", StringComparison.Ordinal)).Select(cell => (
            cell.Key.Bucket, cell.Key.Bucket.End.AddMinutes(-1 - int.Parse(cell.Key.Cell[7..], CultureInfo.InvariantCulture)),
            cell.Value.Totals[Counter.Began], cell.Value.Totals[Counter.Ended]));
        Assert.True(expected.Order().SequenceEqual(counted.Order()), $"Minutes drift at {because}.");
        Assert.DoesNotContain(cells, cell => cell.Key.Cell.StartsWith("minute\u001f", StringComparison.Ordinal) && !cell.Value.Totals.IsEmpty);
    }

    private static void CheckQuarters(IEnumerable<Execution> hour, Rollup cell, string because)
    {
        var quarters = hour.ToLookup(execution => execution.EndedAt!.Value.Minute / 15);
        for (var quarter = 0; quarter < 4; quarter++)
        {
            var expected = BruteForce.Of(quarters[quarter]) with { Users = 0, Sessions = 0 };
            var actual = Counted(cell.Quarters?[quarter] ?? new Totals(), new Rollup());
            Assert.True(expected == actual, $"A quarter drifts at {because}: expected {expected}, found {actual}.");
        }
    }

    private static void AssertCells(
        IEnumerable<(TimeBucket, string)> expected, IEnumerable<(TimeBucket, string)> found, string because) =>
        Assert.True(expected.ToHashSet().SetEquals(found), $"Other cells than there should be at {because}.");

    private static string QuarterName(DateTimeOffset instant) =>
        ((instant.Hour * 4) + (instant.Minute / 15)).ToString("00", CultureInfo.InvariantCulture);

    private static IEnumerable<string> FeatureCells(Execution execution) => execution.Variant is { } variant
        ? [execution.Feature!, execution.Feature + "\u001f" + variant]
        : [execution.Feature!];
}
