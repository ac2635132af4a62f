using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Errors;

/// <summary>What buckets that are over came to, good for as long as the store hands out the very same documents.</summary>
internal sealed class MergedErrors
{
    // Different windows of one page.
    private const int MostKept = 4;

    private readonly Lock _gate = new();

    private readonly List<((string? Agent, string? Fingerprint) Filter, RollupDocument[] Documents, ErrorGroupSum Sum)> _kept = [];

    /// <summary>Read only.</summary>
    public ErrorGroupSum Of((string? Agent, string? Fingerprint) filter, RollupDocument[] documents)
    {
        lock (_gate)
        {
            var known = _kept.FindIndex(kept =>
                kept.Filter == filter && kept.Documents.SequenceEqual(documents, ReferenceEqualityComparer.Instance));
            if (known >= 0)
            {
                return _kept[known].Sum;
            }
        }

        var sum = new ErrorGroupSum(filter.Agent, filter.Fingerprint, before: null);
        foreach (var document in documents)
        {
            sum.Add(document);
        }

        lock (_gate)
        {
            _kept.Insert(0, (filter, documents, sum));
            _kept.RemoveRange(Math.Min(MostKept, _kept.Count), Math.Max(0, _kept.Count - MostKept));
        }

        return sum;
    }
}
