using System.Runtime.CompilerServices;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Timelines;

/// <summary>
/// One day of the timeline, and what stretches of it came to. A day that is over is asked for the same stretches again
/// and again, so they are kept for as long as the document is.
/// </summary>
internal sealed class DayCurve
{
    public const int Quarters = 96;

    public static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    // A zone asks for 24 or 25 of them, and for a day; a second one may come along.
    private const int MostKept = 64;

    private static readonly ConditionalWeakTable<RollupDocument, DayCurve> Known = [];

    private readonly Lock _gate = new();

    private readonly Dictionary<(int From, int To), Rollup> _kept = [];

    private readonly RollupDocument _day;

    private DayCurve(RollupDocument day) => _day = day;

    public static DayCurve Of(RollupDocument day) => Known.GetValue(day, static day => new DayCurve(day));

    /// <summary>What each of these stretches came to, in quarters from the day's start; read only.</summary>
    public IReadOnlyList<Rollup> Between(IReadOnlyList<(int From, int To)> stretches)
    {
        lock (_gate)
        {
            if (!stretches.All(_kept.ContainsKey))
            {
                Merge(stretches);
            }

            return [.. stretches.Select(stretch => _kept[stretch])];
        }
    }

    private void Merge(IReadOnlyList<(int From, int To)> stretches)
    {
        if (_kept.Count + stretches.Count > MostKept)
        {
            _kept.Clear();
        }

        var merged = stretches.Select(_ => new Rollup()).ToList();
        foreach (var (name, cell) in _day.ReadThrough())
        {
            var quarter = CellName.QuarterOfDay(name);
            for (var i = 0; i < merged.Count; i++)
            {
                if (stretches[i].From <= quarter && quarter < stretches[i].To)
                {
                    merged[i].Merge(cell);
                }
            }
        }

        for (var i = 0; i < merged.Count; i++)
        {
            _kept[stretches[i]] = merged[i];
        }
    }
}
