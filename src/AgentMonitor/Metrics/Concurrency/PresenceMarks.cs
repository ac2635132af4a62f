using System.Runtime.CompilerServices;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Concurrency;

/// <summary>In one minute: how many executions began, and how many ended.</summary>
internal readonly record struct PresenceMark(DateTimeOffset Minute, long Began, long Ended);

/// <summary>The beginnings and ends that an hour of the audience holds, read once for each version of the document.</summary>
internal static class PresenceMarks
{
    private static readonly ConditionalWeakTable<RollupDocument, PresenceMark[]> Read = [];

    public static IReadOnlyList<PresenceMark> Of(RollupDocument hour) => Read.GetValue(hour, static hour => [.. In(hour)]);

    private static IEnumerable<PresenceMark> In(RollupDocument hour)
    {
        var last = hour.Key.Bucket.End - Grain.Minute.Length();
        foreach (var (name, totals) in hour.ReadTotals(static name => CellName.TryMinute(name, out _)))
        {
            if (CellName.TryMinute(name, out var beforeLast))
            {
                yield return new PresenceMark(last.AddMinutes(-beforeLast), totals[Counter.Began], totals[Counter.Ended]);
            }
        }
    }
}
