using AgentMonitor.Metrics.Zones;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Timelines;

/// <summary>Days of UTC that are read in one go; no grain: as whole days, though a bucket begins or ends within one.</summary>
internal readonly record struct DayRun(Grain? Grain, DateTimeOffset From, DateTimeOffset To);

/// <summary>Puts what was counted in buckets of UTC into those of a calendar.</summary>
internal sealed class BucketFilling(IReadOnlyList<LocalBucket> buckets)
{
    // Four weeks of hours are mostly empty where there is little history.
    private static readonly Rollup Nothing = new();

    private readonly Rollup?[] _cells = new Rollup?[buckets.Count];

    private readonly bool[] _own = new bool[buckets.Count];

    /// <summary>Read only: what a bucket has from one place alone is passed on as it is.</summary>
    public IReadOnlyList<Rollup> Cells => [.. _cells.Select(cell => cell ?? Nothing)];

    public DateTimeOffset From => buckets[0].Start;

    public DateTimeOffset To => buckets[^1].End;

    /// <summary>Whether no bucket is longer than an hour.</summary>
    public bool AreHours => buckets[0].End - buckets[0].Start <= Grain.Hour.Length();

    /// <summary>The days of UTC within which a bucket begins or ends.</summary>
    public HashSet<DateTimeOffset> SplitDays() => [.. buckets.Select(bucket => bucket.Start).Append(To)
        .Where(boundary => TimeBucket.Floor(Grain.Day, boundary) != boundary)
        .Select(boundary => TimeBucket.Floor(Grain.Day, boundary))];

    /// <summary>The days that the buckets lie in, neighbours of one kind together.</summary>
    public IEnumerable<DayRun> Runs(Func<DateTimeOffset, Grain?> grainOf)
    {
        var first = TimeBucket.Floor(Grain.Day, From);
        for (var day = first; day < To; day = day.AddDays(1))
        {
            if (grainOf(day) != grainOf(first))
            {
                yield return new DayRun(grainOf(first), first, day);
                first = day;
            }
        }

        yield return new DayRun(grainOf(first), first, TimeBucket.Of(Grain.Day, To.AddTicks(-1)).End);
    }

    public void TakeCurve(RollupDocument document)
    {
        var day = document.Key.Bucket;
        var (first, last) = (IndexAt(day.Start), IndexAt(day.End.AddTicks(-1)));
        var wanted = Enumerable.Range(first, last - first + 1)
            .Select(index => (Index: index, From: QuartersTo(day, buckets[index].Start), To: QuartersTo(day, buckets[index].End)))
            .Where(stretch => stretch.From < stretch.To).ToList();
        var numbers = DayCurve.Of(document).Between(wanted.ConvertAll(stretch => (stretch.From, stretch.To)));
        for (var i = 0; i < wanted.Count; i++)
        {
            Merge(wanted[i].Index, numbers[i]);
        }
    }

    public void TakeTotals(RollupDocument document)
    {
        foreach (var (start, totals) in DayTotals.Of(document))
        {
            if (IndexOf(start) is { } index)
            {
                Own(index).Totals.Merge(totals);
            }
        }
    }

    /// <summary>They go where the bucket begins.</summary>
    public void TakeTotals(TimeBucket bucket, Totals totals)
    {
        if (IndexOf(bucket.Start) is { } index)
        {
            Own(index).Totals.Merge(totals);
        }
    }

    public void Take(TimeBucket bucket, Rollup cell)
    {
        if (IndexOf(bucket.Start) is { } index && (bucket.Grain == Grain.Day || bucket.End <= buckets[index].End))
        {
            Merge(index, cell);
        }
        else if (bucket.Grain == Grain.Hour)
        {
            TakeQuarters(bucket, cell);
        }
    }

    private void TakeQuarters(TimeBucket hour, Rollup cell)
    {
        if (IndexOf(hour.Start) is { } home)
        {
            Own(home).MergeLatency(cell);
        }

        for (var quarter = 0; quarter < cell.Quarters?.Length; quarter++)
        {
            if (cell.Quarters[quarter] is { } totals && IndexOf(hour.Start + (DayCurve.Quarter * quarter)) is { } index)
            {
                Own(index).Totals.Merge(totals);
            }
        }

        // A model's hours have no quarters.
        if (cell.Quarters is null && IndexOf(hour.Start) is { } whole)
        {
            Own(whole).Totals.Merge(cell.Totals);
        }
    }

    private void Merge(int index, Rollup cell)
    {
        if (_cells[index] is null)
        {
            _cells[index] = cell;
        }
        else
        {
            Own(index).Merge(cell);
        }
    }

    // One that is changed here: what came in is shared with everybody.
    private Rollup Own(int index)
    {
        var cell = _cells[index];
        if (!_own[index])
        {
            _own[index] = true;
            _cells[index] = new Rollup();
            if (cell is not null)
            {
                _cells[index]!.Merge(cell);
            }
        }

        return _cells[index]!;
    }

    private static int QuartersTo(TimeBucket day, DateTimeOffset instant) =>
        Math.Clamp((int)Math.Ceiling((instant - day.Start) / DayCurve.Quarter), 0, DayCurve.Quarters);

    private int? IndexOf(DateTimeOffset instant) => instant < From || instant >= To ? null : IndexAt(instant);

    // The bucket that holds the instant, or the first or last one.
    private int IndexAt(DateTimeOffset instant)
    {
        var (low, high) = (0, buckets.Count);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = buckets[middle].Start <= instant ? (middle, high) : (low, middle);
        }

        return low;
    }
}
