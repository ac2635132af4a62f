namespace AgentMonitor.Metrics.Zones;

/// <summary>How long a bucket of a series is, on the asker's calendar. Weeks begin on Monday.</summary>
public enum Granularity
{
    Hour,
    Day,
    Week,
    Month,
}
