namespace AgentMonitor.Sqlite.Views.Sightings;

/// <summary>Instants as whole minutes, which is what users and sessions are sorted and counted by.</summary>
internal static class Minutes
{
    public static long Of(DateTimeOffset instant) => instant.UtcTicks / TimeSpan.TicksPerMinute;

    /// <summary>The first whole minute that is not before the instant; before all minutes where there is none.</summary>
    public static long From(DateTimeOffset? instant) =>
        instant is { } known ? (known.UtcTicks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute : 0;
}
