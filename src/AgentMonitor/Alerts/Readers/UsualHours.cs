using AgentMonitor.Metrics.Anomalies;
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

    // As far as a chart of hours looks back.
    private static readonly TimeSpan Reach = TimeSpan.FromDays((7 * Baseline.Weeks) + 1);

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
            await TakeAsync(cell, from, to, cells, cancellationToken).ConfigureAwait(false);
        }

        return Keep(cell, hour, new HourCells(cells, await FirstAsync(cell, hour, cells, cancellationToken).ConfigureAwait(false)));
    }

    // The first hour of the last weeks in which anything was seen: it may lie between the hours that count.
    private async ValueTask<DateTimeOffset> FirstAsync(
        string cell, DateTimeOffset hour, Dictionary<DateTimeOffset, Rollup> cells, CancellationToken cancellationToken)
    {
        var days = await store.ReadRangeAsync(
            RollupScope.Agents, Grain.Day, TimeBucket.Floor(Grain.Day, hour - Reach), hour, cancellationToken).ConfigureAwait(false);
        var hours = new Dictionary<DateTimeOffset, Rollup>(cells);
        if (days.Where(day => day.Cells.ContainsKey(cell)).Min(day => (TimeBucket?)day.Key.Bucket) is { } first)
        {
            await TakeAsync(cell, first.Start, first.End, hours, cancellationToken).ConfigureAwait(false);
        }

        return hours.Count == 0 ? DateTimeOffset.MaxValue : hours.Keys.Min();
    }

    // A document may be in slices, and a cell is in one of them.
    private async ValueTask TakeAsync(
        string cell, DateTimeOffset from, DateTimeOffset to, Dictionary<DateTimeOffset, Rollup> cells, CancellationToken cancellationToken)
    {
        foreach (var document in await store.ReadRangeAsync(RollupScope.Agents, Grain.Hour, from, to, cancellationToken).ConfigureAwait(false))
        {
            if (document.Cells.TryGetValue(cell, out var rollup))
            {
                cells[document.Key.Bucket.Start] = rollup;
            }
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
