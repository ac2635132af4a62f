namespace AgentMonitor.Rollups;

/// <summary>How long a bucket is. All buckets are UTC.</summary>
public enum Grain
{
    Minute,
    Hour,
    Day,
}

public static class Grains
{
    public static TimeSpan Length(this Grain grain) => grain switch
    {
        Grain.Minute => TimeSpan.FromMinutes(1),
        Grain.Hour => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };
}
