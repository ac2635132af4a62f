namespace AgentMonitor.Rollups;

/// <summary>How long raw executions and each kind of bucket are kept; days are kept for ever.</summary>
public sealed record RetentionAges(TimeSpan Raw, TimeSpan Minutes, TimeSpan Hours)
{
    /// <summary>Raw executions 90 days, minutes 8 days, hours 13 months.</summary>
    public static RetentionAges Default { get; } =
        new(TimeSpan.FromDays(90), TimeSpan.FromDays(8), TimeSpan.FromDays(396));

    /// <summary>
    /// The first day of UTC whose raw executions are certainly all kept. The sweep goes by receipt, which an execution's
    /// end may precede by any time but follow by minutes only; a day of margin covers that.
    /// </summary>
    public DateTimeOffset FirstCompleteDay(DateTimeOffset now) => TimeBucket.Floor(Grain.Day, now - Raw).AddDays(2);

    /// <summary>Whether a bucket that starts at <paramref name="start"/> is certainly not swept yet.</summary>
    public bool Keeps(TimeBucket bucket, DateTimeOffset now) => bucket.Grain switch
    {
        Grain.Minute => bucket.Start >= now - Minutes,
        Grain.Hour => bucket.Start >= now - Hours,
        _ => true,
    };
}
