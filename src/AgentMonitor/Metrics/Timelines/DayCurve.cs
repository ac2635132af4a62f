using System.Runtime.CompilerServices;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Timelines;

/// <summary>
/// One day of the timeline, and what stretches of it came to, kept for as long as the document is. Of a day that goes on
/// every page makes another document in which most quarters are as they were: stretches of those are carried over.
/// </summary>
internal sealed class DayCurve
{
    public const int Quarters = 96;

    public static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    // A zone asks for 24 or 25 of them, and for a day; a second one may come along.
    private const int MostKept = 64;

    private static readonly ConditionalWeakTable<RollupDocument, DayCurve> Known = [];

    // The day that was read last as a new document, which is the one that goes on.
    private static DayCurve? _newest;

    private readonly Lock _gate = new();

    private readonly Dictionary<(int From, int To), Rollup> _kept = [];

    private readonly RollupDocument _day;

    private DayCurve(RollupDocument day) => _day = day;

    public static DayCurve Of(RollupDocument day) => Known.GetValue(day, static day =>
    {
        var curve = new DayCurve(day);
        if (Volatile.Read(ref _newest) is { } before && before._day.Key == day.Key)
        {
            curve.CarryOver(before);
        }

        Volatile.Write(ref _newest, curve);
        return curve;
    });

    /// <summary>What each of these stretches came to, in quarters from the day's start; read only.</summary>
    public IReadOnlyList<Rollup> Between(IReadOnlyList<(int From, int To)> stretches)
    {
        lock (_gate)
        {
            if (stretches.Where(stretch => !_kept.ContainsKey(stretch)).ToList() is { Count: > 0 } missing)
            {
                if (_kept.Count + missing.Count > MostKept)
                {
                    _kept.Clear();
                    missing = [.. stretches];
                }

                Merge(missing);
            }

            return [.. stretches.Select(stretch => _kept[stretch])];
        }
    }

    private void Merge(List<(int From, int To)> stretches)
    {
        var wanted = new bool[Quarters];
        foreach (var (from, to) in stretches)
        {
            wanted.AsSpan(from, to - from).Fill(true);
            _kept[(from, to)] = new Rollup();
        }

        foreach (var (name, cell) in _day.ReadThrough(name => wanted[CellName.QuarterOfDay(name)]))
        {
            var quarter = CellName.QuarterOfDay(name);
            foreach (var stretch in stretches)
            {
                if (stretch.From <= quarter && quarter < stretch.To)
                {
                    _kept[stretch].Merge(cell);
                }
            }
        }
    }

    private void CarryOver(DayCurve before)
    {
        lock (before._gate)
        {
            var isSame = new bool[Quarters];
            for (var quarter = 0; quarter < Quarters; quarter++)
            {
                isSame[quarter] = _day.HasSame(CellName.Quarter(quarter), before._day);
            }

            foreach (var (stretch, merged) in before._kept)
            {
                if (!isSame.AsSpan(stretch.From, stretch.To - stretch.From).Contains(false))
                {
                    _kept.Add(stretch, merged);
                }
            }
        }
    }
}
