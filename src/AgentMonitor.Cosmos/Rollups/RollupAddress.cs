using System.Globalization;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Rollups;

namespace AgentMonitor.Cosmos.Rollups;

/// <summary>
/// Where a bucket lies. One partition holds a scope's minutes of a day, hours of a month or days of a year: few enough
/// to stay far from the limits of a partition, many enough for a window to be one query.
/// </summary>
internal static class RollupAddress
{
    public static string List(string generation, RollupScope scope, Grain grain, DateTimeOffset start) =>
        $"{generation}|{Letter(grain)}|{start.UtcDateTime.ToString(Period(grain), CultureInfo.InvariantCulture)}|{scope.Value}";

    public static string List(string generation, RollupKey key) => List(generation, key.Scope, key.Bucket.Grain, key.Bucket.Start);

    /// <summary>The partitions that hold the starts in [from, to).</summary>
    public static IEnumerable<string> Lists(string generation, RollupScope scope, Grain grain, DateTimeOffset from, DateTimeOffset to)
    {
        var last = "";
        for (var at = from; at < to; at = Next(grain, at))
        {
            last = List(generation, scope, grain, at);
            yield return last;
        }

        if (to > from && List(generation, scope, grain, to.AddTicks(-1)) is var end && end != last)
        {
            yield return end;
        }
    }

    public static string Root(RollupKey key) => key.Bucket.Start.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    public static string NewPart(RollupKey key, int slice) => $"{Root(key)}.{slice}.{Guid.NewGuid():N}";

    public static RollupKey Key(RollupItem item)
    {
        var letter = item.List[item.List.IndexOf('|', StringComparison.Ordinal) + 1];
        var ticks = long.Parse(item.Id.AsSpan(0, 19), NumberStyles.None, CultureInfo.InvariantCulture);
        var grain = letter switch { 'm' => Grain.Minute, 'h' => Grain.Hour, _ => Grain.Day };
        return new RollupKey(RollupScope.Parse(item.Scope), new TimeBucket(grain, new DateTimeOffset(ticks, TimeSpan.Zero)));
    }

    private static char Letter(Grain grain) => grain switch { Grain.Minute => 'm', Grain.Hour => 'h', _ => 'd' };

    private static string Period(Grain grain) => grain switch { Grain.Minute => "yyyy-MM-dd", Grain.Hour => "yyyy-MM", _ => "yyyy" };

    // Never further than one period, so none is passed over.
    private static DateTimeOffset Next(Grain grain, DateTimeOffset at)
    {
        var step = grain switch { Grain.Minute => TimeSpan.FromDays(1), Grain.Hour => TimeSpan.FromDays(28), _ => TimeSpan.FromDays(365) };
        return at > DateTimeOffset.MaxValue - step ? DateTimeOffset.MaxValue : at + step;
    }
}
