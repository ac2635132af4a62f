namespace AgentMonitor.Rollups;

/// <summary>One minute, hour or day of UTC: from <see cref="Start"/>, inclusive, to <see cref="End"/>, exclusive.</summary>
public readonly record struct TimeBucket(Grain Grain, DateTimeOffset Start) : IComparable<TimeBucket>
{
    public DateTimeOffset End => Start > DateTimeOffset.MaxValue - Grain.Length() ? DateTimeOffset.MaxValue : Start + Grain.Length();

    public static TimeBucket Of(Grain grain, DateTimeOffset instant) => new(grain, Floor(grain, instant));

    public static DateTimeOffset Floor(Grain grain, DateTimeOffset instant)
    {
        var ticks = instant.UtcTicks;
        return new DateTimeOffset(ticks - (ticks % grain.Length().Ticks), TimeSpan.Zero);
    }

    public int CompareTo(TimeBucket other) =>
        Grain == other.Grain ? Start.CompareTo(other.Start) : Grain.CompareTo(other.Grain);

    public static bool operator <(TimeBucket left, TimeBucket right) => left.CompareTo(right) < 0;

    public static bool operator >(TimeBucket left, TimeBucket right) => left.CompareTo(right) > 0;

    public static bool operator <=(TimeBucket left, TimeBucket right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TimeBucket left, TimeBucket right) => left.CompareTo(right) >= 0;
}
