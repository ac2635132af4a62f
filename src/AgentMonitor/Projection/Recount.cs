using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>One day's executions folded from scratch, by the same targets as the projector uses.</summary>
internal sealed class Recount(TimeBucket day)
{
    private readonly Dictionary<RollupKey, Dictionary<string, Rollup>> _cells = [];

    private readonly List<CellTarget> _targets = [];

    public IReadOnlyDictionary<RollupKey, Dictionary<string, Rollup>> Cells => _cells;

    public long Executions { get; private set; }

    public void Add(Execution execution)
    {
        if (Fold(execution) is not { } contribution || contribution.EndedAt < day.Start || contribution.EndedAt >= day.End)
        {
            return;
        }

        Executions++;
        foreach (var target in _targets)
        {
            Cell(target).Add(contribution, target.Parts, target.Label);
        }
    }

    // What cannot be folded will be a dead letter once the projector gets there, which may lag behind this recount.
    private Contribution? Fold(Execution execution)
    {
        _targets.Clear();
        try
        {
            var contribution = Contribution.Of(execution);
            if (contribution is not null)
            {
                CellTargets.Collect(contribution, _targets);
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
