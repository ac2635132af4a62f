using AgentMonitor.Metrics;

namespace AgentMonitor.Http.Admin;

/// <summary>Reads the window that is asked about: <c>hours</c>, or <c>from</c> and <c>to</c>.</summary>
internal static class WindowQuery
{
    private const int MostHours = 8760;

    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static MetricsWindow Read(QueryReader query, DateTimeOffset now)
    {
        var hours = query.Integer("hours", 24, 1, MostHours);
        var from = query.Instant("from");
        var to = query.Instant("to");
        if (from is null && to is null)
        {
            return MetricsWindow.LastHours(hours, now);
        }

        if (query.Has("hours"))
        {
            query.Add("hours", "ambiguous", "Give hours, or from and to, not both.");
        }

        if (from is null)
        {
            query.Add("from", "required", "A window with a to needs a from.");
        }
        else if (from < Earliest || from > now || from >= (to ?? DateTimeOffset.MaxValue))
        {
            query.Add("from", "out_of_range", "from must lie after the year 2000, before now and before to.");
        }

        return query.Faults.Count > 0
            ? MetricsWindow.LastHours(hours, now)
            : MetricsWindow.Between(from!.Value, to ?? now, now);
    }

    /// <summary>The IANA time zone that days and hours are shown in; UTC unless told otherwise.</summary>
    public static string ReadTimeZone(QueryReader query)
    {
        if (query.Text("tz", 64) is not { } name)
        {
            return "UTC";
        }

        // Names lead to files on some systems, so only what a name can hold gets there.
        if (name.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '_' or '-' or '+')
            && !name.StartsWith('/')
            && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId)
        {
            return name;
        }

        query.Add("tz", "unknown_time_zone", "This parameter must be an IANA time zone such as Europe/Berlin.");
        return "UTC";
    }
}
