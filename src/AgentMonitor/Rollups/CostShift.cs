namespace AgentMonitor.Rollups;

/// <summary>What a cell costs more or less when some of its executions are looked at through another lens.</summary>
internal sealed class CostShift
{
    private static readonly Counter[] Moved = [Counter.ComputedCost, Counter.UnpricedTokens];

    private const int QuartersPerHour = 4;

    private readonly long[] _sums = new long[Moved.Length];

    private long[]?[]? _quarters;

    public void Add(Contribution before, Contribution after, CellParts parts)
    {
        Add(_sums, before, after);
        if ((parts & CellParts.Quarters) != 0)
        {
            var quarters = _quarters ??= new long[QuartersPerHour][];
            Add(quarters[before.Quarter] ??= new long[Moved.Length], before, after);
        }
    }

    public void ApplyTo(Rollup cell)
    {
        Apply(cell.Totals, _sums);
        for (var i = 0; i < QuartersPerHour; i++)
        {
            if (_quarters?[i] is { } sums && cell.Quarters?[i] is { } quarter)
            {
                Apply(quarter, sums);
            }
        }
    }

    private static void Add(long[] sums, Contribution before, Contribution after)
    {
        var (old, now) = (new Totals(), new Totals());
        before.AddTo(old);
        after.AddTo(now);
        for (var i = 0; i < Moved.Length; i++)
        {
            sums[i] += now[Moved[i]] - old[Moved[i]];
        }
    }

    // Below nothing only in a cell that somebody tampered with, which a recount mends.
    private static void Apply(Totals totals, long[] sums)
    {
        for (var i = 0; i < Moved.Length; i++)
        {
            totals.Add(Moved[i], Math.Max(sums[i], -totals[Moved[i]]));
        }
    }
}
