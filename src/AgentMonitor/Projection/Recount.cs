using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>
/// One day's executions folded from scratch: the same cells as the projector's, but each execution added to each of
/// them by itself, so that it checks the projector's way of folding pages too. All of it is counted through one lens.
/// </summary>
internal sealed class Recount(TimeBucket day, CostLens lens)
{
    private readonly Dictionary<RollupKey, Dictionary<string, Rollup>> _cells = [];

    private readonly Facets _facets = new();

    private readonly List<Facet> _found = [];

    private readonly List<CellTarget> _targets = [];

    public IReadOnlyDictionary<RollupKey, Dictionary<string, Rollup>> Cells => _cells;

    public long Executions { get; private set; }

    /// <summary>How far the feed has to be projected for the rollups to hold all that was counted here.</summary>
    public FeedMark Seen { get; } = new();

    public void Add(FeedItem item)
    {
        Seen.Raise(item.Shard, item.Lsn);
        Add(item.Execution);
    }

    private void Add(Execution execution)
    {
        if (Fold(execution) is not { } contribution || contribution.EndedAt < day.Start || contribution.EndedAt >= day.End)
        {
            return;
        }

        Executions++;
        foreach (var facet in _found)
        {
            Add(contribution, facet);
        }
    }

    private void Add(Contribution contribution, in Facet facet)
    {
        _targets.Clear();
        CellTargets.Collect(facet, _targets);
        foreach (var target in _targets)
        {
            Cell(target).Add(contribution, target.Parts, facet.Label);
        }
    }

    // What cannot be folded will be a dead letter once the projector gets there, which may lag behind this recount.
    private Contribution? Fold(Execution execution)
    {
        _found.Clear();
        try
        {
            var contribution = Contribution.Of(execution, DistinctSketch.HashOf, lens)?.Through(lens.Number);
            if (contribution is not null)
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

    private Rollup Cell(CellTarget target)
    {
        if (!_cells.TryGetValue(target.Key, out var cells))
        {
            _cells.Add(target.Key, cells = new Dictionary<string, Rollup>(StringComparer.Ordinal));
        }

        if (!cells.TryGetValue(target.Cell, out var cell))
        {
            cells.Add(target.Cell, cell = new Rollup());
        }

        return cell;
    }
}
