using System.Runtime.CompilerServices;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Timelines;

/// <summary>The totals of each quarter of a day of the timeline, read once for each version of the document.</summary>
internal static class DayTotals
{
    private static readonly ConditionalWeakTable<RollupDocument, (DateTimeOffset Start, Totals Totals)[]> Known = [];

    /// <summary>The quarters that have any; read only.</summary>
    public static IReadOnlyList<(DateTimeOffset Start, Totals Totals)> Of(RollupDocument day) =>
        Known.GetValue(day, static day => [.. Quarters(day)]);

    private static IEnumerable<(DateTimeOffset Start, Totals Totals)> Quarters(RollupDocument day) =>
        from quarter in day.ReadTotals(static _ => true)
        select (day.Key.Bucket.Start + (DayCurve.Quarter * CellName.QuarterOfDay(quarter.Key)), quarter.Value);
}
