namespace AgentMonitor.Metrics.Zones;

/// <summary>A stretch in which the clocks of a zone were not changed; local time is UTC and <see cref="Offset"/>.</summary>
internal readonly record struct OffsetSpan(DateTimeOffset From, DateTimeOffset To, TimeSpan Offset)
{
    public DateTime LocalOf(DateTimeOffset instant) => instant.UtcDateTime + Offset;

    public DateTimeOffset InstantOf(DateTime local) => new(local.Ticks - Offset.Ticks, TimeSpan.Zero);
}

/// <summary>When the clocks of a zone were changed within a stretch of time.</summary>
internal static class ZoneOffsets
{
    // No zone changes its clocks twice within this.
    private static readonly TimeSpan Step = TimeSpan.FromDays(7);

    public static IReadOnlyList<OffsetSpan> Of(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        var spans = new List<OffsetSpan>();
        var (start, offset) = (from, zone.GetUtcOffset(from));
        for (var at = from; at < to;)
        {
            var next = to - at > Step ? at + Step : to;
            if (zone.GetUtcOffset(next) is var later && later != offset)
            {
                var change = Change(zone, at, next, offset);
                spans.Add(new OffsetSpan(start, change, offset));
                (start, offset, next) = (change, zone.GetUtcOffset(change), change);
            }

            at = next;
        }

        if (start < to)
        {
            spans.Add(new OffsetSpan(start, to, offset));
        }

        return spans;
    }

    // The first minute that has another offset than the one before it.
    private static DateTimeOffset Change(TimeZoneInfo zone, DateTimeOffset before, DateTimeOffset after, TimeSpan offset)
    {
        var (low, high) = (before.UtcTicks / TimeSpan.TicksPerMinute, ((after.UtcTicks - 1) / TimeSpan.TicksPerMinute) + 1);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = zone.GetUtcOffset(Minute(middle)) == offset ? (middle, high) : (low, middle);
        }

        return Minute(high) < after ? Minute(high) : after;
    }

    private static DateTimeOffset Minute(long number) => new(number * TimeSpan.TicksPerMinute, TimeSpan.Zero);
}
