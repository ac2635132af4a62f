using AgentMonitor.Rollups;

namespace AgentMonitor.Alerts.Readers;

/// <summary>Hours by their start; one without executions has no cell.</summary>
/// <param name="first">Before it there was nothing to count, which is not the same as a count of 0.</param>
public sealed class HourCells(IReadOnlyDictionary<DateTimeOffset, Rollup> cells, DateTimeOffset first)
{
    public Rollup? At(DateTimeOffset hour) => cells.GetValueOrDefault(hour);

    /// <summary>One number of each hour; null before the first that is known.</summary>
    public Func<DateTimeOffset, double?> Select(HourMetric metric) => hour => hour < first ? null : metric.Of(At(hour));
}
