using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Errors;

/// <summary>One group, being added up.</summary>
internal sealed class ErrorGroupBuilder
{
    private readonly Rollup _merged = new();

    private readonly SortedSet<string> _agents = new(StringComparer.Ordinal);

    private readonly SortedDictionary<DateTimeOffset, long> _trend = [];

    public void Add(string agent, Rollup cell, DateTimeOffset start)
    {
        _merged.Merge(cell);
        _agents.Add(agent);
        _trend[start] = _trend.GetValueOrDefault(start) + cell.Totals.Failed;
    }

    /// <summary>As it is, to be added to by itself.</summary>
    public ErrorGroupBuilder Copy()
    {
        var copy = new ErrorGroupBuilder();
        copy._merged.Merge(_merged);
        copy._agents.UnionWith(_agents);
        foreach (var (start, count) in _trend)
        {
            copy._trend.Add(start, count);
        }

        return copy;
    }

    public ErrorGroup Build(string fingerprint) => new(
        fingerprint,
        _merged.Label ?? fingerprint,
        _merged.Totals.Failed,
        _merged.Users?.Count() ?? 0,
        [.. _agents],
        _merged.Totals.FirstEndedAt ?? default,
        _merged.Totals.LastEndedAt ?? default,
        [.. _trend.Select(hour => new ErrorCount(hour.Key, hour.Value))]);
}
