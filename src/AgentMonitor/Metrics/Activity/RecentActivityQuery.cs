using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Activity;

/// <summary>One hour or day of UTC: all executions that ended in it, and those of each agent.</summary>
public sealed record ActivityBucket(DateTimeOffset Start, Totals All, IReadOnlyDictionary<string, Totals> Agents);

/// <summary>The last 24 hours and the last 7 days, the running ones included, oldest first; those without an execution too.</summary>
public sealed record RecentActivity(IReadOnlyList<ActivityBucket> Hours, IReadOnlyList<ActivityBucket> Days);

/// <summary>What happened lately, by hour and by day of UTC: one document for each.</summary>
public sealed class RecentActivityQuery(IRollupStore store, TimeProvider clock)
{
    private const int ShownHours = 24;

    private const int ShownDays = 7;

    public async ValueTask<RecentActivity> GetAsync(CancellationToken cancellationToken) => new(
        await ReadAsync(Grain.Hour, ShownHours, cancellationToken), await ReadAsync(Grain.Day, ShownDays, cancellationToken));

    private async ValueTask<IReadOnlyList<ActivityBucket>> ReadAsync(Grain grain, int count, CancellationToken cancellationToken)
    {
        var current = TimeBucket.Of(grain, clock.GetUtcNow());
        var first = current.Start - (grain.Length() * (count - 1));
        var documents = await store.ReadRangeAsync(RollupScope.Agents, grain, first, current.End, cancellationToken);
        var byStart = documents.ToLookup(document => document.Key.Bucket.Start);
        return [.. Enumerable.Range(0, count).Select(index => first + (grain.Length() * index)).Select(start => Bucket(start, byStart[start]))];
    }

    private static ActivityBucket Bucket(DateTimeOffset start, IEnumerable<RollupDocument> slices)
    {
        var cells = new Dictionary<string, Totals>(StringComparer.Ordinal);
        foreach (var (name, cell) in slices.SelectMany(slice => slice.Cells))
        {
            if (!cells.TryGetValue(name, out var totals))
            {
                cells.Add(name, totals = new Totals());
            }

            totals.Merge(cell.Totals);
        }

        cells.Remove(CellName.All, out var all);
        return new ActivityBucket(start, all ?? new Totals(), cells);
    }
}
