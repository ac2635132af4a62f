using AgentMonitor.Metrics;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Alerts.Readers;

/// <summary>
/// The hours that an hour is compared with, each as one cell. They are over and change seldom, so they are asked for
/// once every few minutes, however many rules there are and however often these are looked at.
/// </summary>
public sealed class UsualHours(IRollupStore store, TimeProvider clock)
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(5);

    private const int MostKept = 64;

    private readonly Lock _gate = new();

    private readonly Dictionary<(string Cell, DateTimeOffset Hour), Kept> _kept = [];

    /// <summary>What there is of the hours before <paramref name="hour"/> that count, and of that hour itself. Read only.</summary>
    /// <param name="agent">Null: all executions.</param>
    public async ValueTask<HourCells> ReadAsync(string? agent, DateTimeOffset hour, CancellationToken cancellationToken)
    {
        var cell = agent ?? CellName.All;
        if (Find(cell, hour) is { } kept)
        {
            return kept;
        }

        var cells = new Dictionary<DateTimeOffset, Rollup>();
        foreach (var (from, to) in Baseline.Stretches(hour))
        {
            foreach (var document in await store.ReadRangeAsync(RollupScope.Agents, Grain.Hour, from, to, cancellationToken).ConfigureAwait(false))
            {
                Take(document, cell, cells);
            }
        }

        return Keep(cell, hour, new HourCells(cells));
    }

    // A document may be in slices, and a cell is in one of them.
    private static void Take(RollupDocument document, string cell, Dictionary<DateTimeOffset, Rollup> cells)
    {
        if (document.Cells.TryGetValue(cell, out var rollup))
        {
            cells[document.Key.Bucket.Start] = rollup;
        }
    }

    private HourCells? Find(string cell, DateTimeOffset hour)
    {
        lock (_gate)
        {
            return _kept.TryGetValue((cell, hour), out var kept) && clock.GetElapsedTime(kept.At) < Age ? kept.Cells : null;
        }
    }

    private HourCells Keep(string cell, DateTimeOffset hour, HourCells cells)
    {
        lock (_gate)
        {
            if (_kept.Count >= MostKept)
            {
                _kept.Clear();
            }

            _kept[(cell, hour)] = new Kept(cells, clock.GetTimestamp());
            return cells;
        }
    }

    private sealed record Kept(HourCells Cells, long At);
}

/// <summary>Hours by their start; one without executions has no cell.</summary>
public sealed class HourCells(IReadOnlyDictionary<DateTimeOffset, Rollup> cells)
{
    // Before it there was nothing to count, which is not the same as a count of 0.
    private readonly DateTimeOffset _first = cells.Count == 0 ? DateTimeOffset.MaxValue : cells.Keys.Min();

    public Rollup? At(DateTimeOffset hour) => cells.GetValueOrDefault(hour);

    /// <summary>One number of each hour; null before the first that is known.</summary>
    public Func<DateTimeOffset, double?> Select(HourMetric metric) => hour => hour < _first ? null : metric.Value(At(hour));
}
