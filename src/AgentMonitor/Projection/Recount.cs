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

    /// <summary>How far the feed has to be projected for the rollups to hold all that was counted here.</summary>
    public FeedMark Seen { get; } = new();

    public void Add(FeedItem item)
    {
        Seen.Raise(item.Shard, item.Lsn);
        Add(item.Execution);
    }

    private void Add(Execution execution)
    {
        if (Contribution.Of(execution) is not { } contribution
            || contribution.EndedAt < day.Start || contribution.EndedAt >= day.End)
        {
            return;
        }

        Executions++;
        _targets.Clear();
        CellTargets.Collect(contribution, _targets);
        foreach (var target in _targets)
        {
            Cell(target).Add(contribution, target.Parts, target.Label);
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
