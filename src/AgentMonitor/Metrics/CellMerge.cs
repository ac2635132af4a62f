using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics;

/// <summary>
/// Merges cells of the same name. A cell that stands alone is passed on as it is; only one that meets another is
/// copied, since what comes in is shared.
/// </summary>
internal sealed class CellMerge
{
    private readonly Dictionary<string, Rollup> _cells = new(StringComparer.Ordinal);

    private readonly HashSet<string> _own = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Rollup> Cells => _cells;

    public void Take(IReadOnlyDictionary<string, Rollup> cells, CellFilter filter)
    {
        if (filter.Name is { } only)
        {
            if (cells.TryGetValue(only, out var cell))
            {
                Take(only, cell);
            }

            return;
        }

        foreach (var (name, cell) in cells)
        {
            if (filter.Takes(name))
            {
                Take(name, cell);
            }
        }
    }

    public void Take(string name, Rollup cell)
    {
        if (!_cells.TryGetValue(name, out var mine))
        {
            _cells.Add(name, cell);
            return;
        }

        if (_own.Add(name))
        {
            var copy = new Rollup();
            copy.Merge(mine);
            _cells[name] = mine = copy;
        }

        mine.Merge(cell);
    }
}
