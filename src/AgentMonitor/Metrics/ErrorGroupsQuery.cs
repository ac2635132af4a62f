using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics;

/// <summary>Errors that share a fingerprint, in one window.</summary>
/// <param name="Trend">Errors in each hour of the window (in each day where hours are gone), oldest first.</param>
public sealed record ErrorGroup(
    string Fingerprint,
    string Title,
    long Count,
    long Users,
    IReadOnlyList<string> Agents,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    IReadOnlyList<ErrorCount> Trend);

public readonly record struct ErrorCount(DateTimeOffset Start, long Count);

/// <summary>Groups errors by fingerprint, from rollups of hours and days.</summary>
public sealed class ErrorGroupsQuery(IRollupStore store, TimeProvider clock, RetentionAges ages)
{
    /// <summary>The groups of the window, widened to whole hours, the most frequent first; or the one that is asked for.</summary>
    public async ValueTask<IReadOnlyList<ErrorGroup>> GetAsync(
        MetricsWindow window, string? agent, string? fingerprint, int limit, CancellationToken cancellationToken)
    {
        var groups = new Dictionary<string, GroupBuilder>(StringComparer.Ordinal);
        foreach (var document in await ReadAsync(window, cancellationToken))
        {
            foreach (var (name, cell) in document.Cells)
            {
                var (found, of) = CellName.Split(name);
                if (of is not null && (agent is null || of == agent) && (fingerprint is null || found == fingerprint))
                {
                    if (!groups.TryGetValue(found, out var group))
                    {
                        groups.Add(found, group = new GroupBuilder());
                    }

                    group.Add(of, cell, document.Key.Bucket.Start);
                }
            }
        }

        return [.. groups.Select(group => group.Value.Build(group.Key))
            .OrderByDescending(group => group.Count)
            .ThenByDescending(group => group.LastSeen)
            .ThenBy(group => group.Fingerprint, StringComparer.Ordinal)
            .Take(limit)];
    }

    // Hours throughout, for the trend; days only where the hours are gone.
    private async ValueTask<IReadOnlyList<RollupDocument>> ReadAsync(
        MetricsWindow window, CancellationToken cancellationToken)
    {
        var grain = window.From >= clock.GetUtcNow() - ages.Hours ? Grain.Hour : Grain.Day;
        var to = window.IsOpen ? DateTimeOffset.MaxValue : window.To;
        return await store.ReadRangeAsync(
            RollupScope.Errors, grain, TimeBucket.Floor(grain, window.From), to, cancellationToken);
    }

    private sealed class GroupBuilder
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
}
