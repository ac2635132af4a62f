using AgentMonitor.Costs;
using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>A bucket that passes from one lens to another, and which changes of the feed it holds.</summary>
internal sealed record ShiftedBucket(AppliedLens From, AppliedLens To, Func<int, long, bool> Holds)
{
    public Dictionary<string, CostShift> Cells { get; } = new(StringComparer.Ordinal);
}

/// <summary>
/// What the buckets of a day cost more or less through another lens: from the raw executions, of which only those that
/// a repricing covers are looked at. Costs are sums, so the difference is all that has to be known.
/// </summary>
internal sealed class CostShifts(CostLens lens)
{
    private readonly Dictionary<RollupKey, ShiftedBucket> _buckets = [];

    private readonly Facets _facets = new();

    private readonly List<Facet> _found = [];

    private readonly List<CellTarget> _targets = [];

    public bool IsEmpty => _buckets.Count == 0;

    public void Expect(RollupKey key, ShiftedBucket bucket) => _buckets[key] = bucket;

    public IReadOnlyDictionary<string, CostShift> Of(RollupKey key) =>
        _buckets.TryGetValue(key, out var bucket) ? bucket.Cells : new Dictionary<string, CostShift>();

    public async ValueTask ReadAsync(
        IExecutionHistory history, TimeBucket day, FeedMark end, CancellationToken cancellationToken)
    {
        if (IsEmpty)
        {
            return;
        }

        await foreach (var item in history.ReadAsync(day.Start, day.End, end, cancellationToken))
        {
            if (Fold(item) is { IsRepriced: true } contribution)
            {
                Add(item, contribution);
            }
        }
    }

    private void Add(FeedItem item, Contribution contribution)
    {
        foreach (var facet in _found)
        {
            _targets.Clear();
            CellTargets.Collect(facet, _targets);
            foreach (var target in _targets)
            {
                // A mark of presence keeps no totals.
                if ((target.Parts & CellParts.Presence) == 0
                    && _buckets.TryGetValue(target.Key, out var bucket) && bucket.Holds(item.Shard, item.Lsn))
                {
                    Add(bucket, target, item, contribution);
                }
            }
        }
    }

    private static void Add(ShiftedBucket bucket, CellTarget target, FeedItem item, Contribution contribution)
    {
        var before = contribution.Through(bucket.From.NumberFor(item.Shard, item.Lsn));
        var after = contribution.Through(bucket.To.NumberFor(item.Shard, item.Lsn));
        if (ReferenceEquals(before, after))
        {
            return;
        }

        if (!bucket.Cells.TryGetValue(target.Cell, out var shift))
        {
            bucket.Cells.Add(target.Cell, shift = new CostShift());
        }

        shift.Add(before, after, target.Parts);
    }

    // What cannot be folded is in no bucket.
    private Contribution? Fold(FeedItem item)
    {
        _found.Clear();
        try
        {
            // No sketch is touched, so nobody needs the hashes.
            var contribution = Contribution.Of(item.Execution, _ => 0, lens);
            if (contribution is { IsRepriced: true })
            {
                _facets.Collect(contribution, _found);
            }

            return contribution;
        }
#pragma warning disable CA1031 // Whatever is wrong with one execution must not keep the others from being counted.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
