using AgentMonitor.Metrics.Errors;
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
    private readonly MergedErrors _merged = new();

    /// <summary>The groups of the window, widened to whole hours, the most frequent first; or the one that is asked for.</summary>
    public async ValueTask<IReadOnlyList<ErrorGroup>> GetAsync(
        MetricsWindow window, string? agent, string? fingerprint, int limit, CancellationToken cancellationToken)
    {
        var documents = await ReadAsync(window, cancellationToken);
        var newest = documents.Count == 0 ? default : documents[^1].Key.Bucket;
        var before = _merged.Of((agent, fingerprint), [.. documents.TakeWhile(document => document.Key.Bucket != newest)]);
        var groups = new ErrorGroupSum(agent, fingerprint, before);
        foreach (var document in documents.Where(document => document.Key.Bucket == newest))
        {
            groups.Add(document);
        }

        return [.. groups.All.Select(group => group.Value.Build(group.Key))
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
}
