using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using Xunit;

namespace AgentMonitor.Contracts.Recount;

/// <summary>Holds the cells of every document against a brute-force count of the executions.</summary>
public static partial class RecountAssert
{
    public static async Task EqualsRecountAsync(IRollupStore store, IReadOnlyList<Execution> executions, string because)
    {
        var finished = executions.Where(execution => execution.Status != ExecutionStatus.Running).ToList();
        var documents = await store.ReadAllAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, CancellationToken.None);
        foreach (var grain in Enum.GetValues<Grain>())
        {
            CheckAgents(documents, finished, grain, because);
        }

        CheckUsers(documents, finished, because);
        CheckModels(documents, finished, because);
        CheckErrors(documents, finished, because);
        CheckTimeline(documents, finished, because);
        CheckFeatures(documents, finished, because);
        CheckAudience(documents, finished, because);
    }

    private static void CheckAgents(
        IReadOnlyList<RollupDocument> documents, List<Execution> finished, Grain grain, string because)
    {
        var cells = Cells(documents, RollupScope.Agents, grain);
        var buckets = finished.GroupBy(execution => TimeBucket.Of(grain, execution.EndedAt!.Value)).ToList();
        Assert.Equal(buckets.Count, cells.Keys.Select(key => key.Bucket).Distinct().Count());
        foreach (var bucket in buckets)
        {
            Check(BruteForce.Of(bucket), cells[(bucket.Key, CellName.All)], because);
            foreach (var agent in bucket.GroupBy(execution => execution.AgentName))
            {
                Check(BruteForce.Of(agent), cells[(bucket.Key, agent.Key)], because);
            }
        }
    }

    private static void CheckUsers(IReadOnlyList<RollupDocument> documents, List<Execution> finished, string because)
    {
        var users = finished.Where(execution => execution.UserId is not null)
            .GroupBy(execution => (execution.UserId, Day: TimeBucket.Of(Grain.Day, execution.EndedAt!.Value))).ToList();
        foreach (var user in users)
        {
            var cells = Cells(documents, RollupScope.User(user.Key.UserId!), Grain.Day);
            foreach (var hour in user.GroupBy(execution => (execution.EndedAt!.Value.Hour, execution.AgentName)))
            {
                var cell = cells[(user.Key.Day, CellName.UserHour(hour.Key.Hour, hour.Key.AgentName))];
                Check(BruteForce.Of(hour) with { Users = 0 }, cell, because);
            }
        }
    }

    private static void CheckModels(IReadOnlyList<RollupDocument> documents, List<Execution> finished, string because)
    {
        var cells = Cells(documents, RollupScope.Models, Grain.Hour);
        foreach (var group in finished.Where(execution => execution.Model is not null)
            .GroupBy(execution => (execution.Model, execution.AgentName, Hour: TimeBucket.Of(Grain.Hour, execution.EndedAt!.Value))))
        {
            Check(BruteForce.Of(group), cells[(group.Key.Hour, CellName.ModelAgent(group.Key.Model!, group.Key.AgentName))], because);
        }
    }

    private static void CheckErrors(IReadOnlyList<RollupDocument> documents, List<Execution> finished, string because)
    {
        var counted = documents.Where(document => document.Key.Scope == RollupScope.Errors && document.Key.Bucket.Grain == Grain.Day)
            .Sum(document => document.Cells.Values.Sum(cell => cell.Totals.Failed));
        Assert.True(finished.Count(execution => execution.Status.IsError()) == counted, $"Errors drift at {because}.");
    }

    private static Dictionary<(TimeBucket Bucket, string Cell), Rollup> Cells(
        IReadOnlyList<RollupDocument> documents, RollupScope scope, Grain grain) =>
        documents.Where(document => document.Key.Scope == scope && document.Key.Bucket.Grain == grain)
            .SelectMany(document => document.Cells.Select(cell => (document.Key.Bucket, Cell: cell)))
            .ToDictionary(cell => (cell.Bucket, cell.Cell.Key), cell => cell.Cell.Value);

    public static BruteForce Counted(Rollup cell) => Counted(cell.Totals, cell);

    private static BruteForce Counted(Totals totals, Rollup cell)
    {
        return new BruteForce(
            totals[Counter.Success], totals[Counter.Failure], totals[Counter.Timeout], totals[Counter.Cancelled],
            totals[Counter.Timed], totals[Counter.DurationMs], totals.MinDurationMs, totals.MaxDurationMs,
            totals[Counter.TokensUsed], totals.Cost.Value, totals[Counter.UnpricedTokens], cell.Users?.Count() ?? 0,
            cell.Sessions?.Count() ?? 0, totals[Counter.GoalReached], totals[Counter.GoalMissed]);
    }

    private static void Check(BruteForce expected, Rollup cell, string because)
    {
        var actual = Counted(cell);
        Assert.True(expected == actual, $"Drift at {because}: expected {expected}, found {actual}.");
    }
}
