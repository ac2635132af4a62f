namespace AgentMonitor.Rollups;

/// <summary>How long raw executions and each kind of bucket are kept.</summary>
public sealed record RetentionAges(TimeSpan Raw, TimeSpan Minutes, TimeSpan Hours)
{
    /// <summary>Null: for ever.</summary>
    public TimeSpan? Days { get; init; }

    /// <summary>Of one user's days; null: as long as other days.</summary>
    public TimeSpan? UserDays { get; init; }

    /// <summary>How long it is known which executions were erased: as long as one of them may be sent again.</summary>
    public TimeSpan Erased { get; init; } = TimeSpan.FromDays(396);

    /// <summary>Of the report of a recount: one that is older proves little.</summary>
    public TimeSpan Reports { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Raw executions 90 days, minutes 8 days, hours 13 months.</summary>
    public static RetentionAges Default { get; } =
        new(TimeSpan.FromDays(90), TimeSpan.FromDays(8), TimeSpan.FromDays(396));

    /// <summary>
    /// The first day of UTC whose raw executions are certainly all kept. The sweep goes by receipt, which an execution's
    /// end may precede by any time but follow by minutes only; a day of margin covers that.
    /// </summary>
    public DateTimeOffset FirstCompleteDay(DateTimeOffset now) => TimeBucket.Floor(Grain.Day, now - Raw).AddDays(2);

    /// <summary>How long a document is kept; null: for ever.</summary>
    public TimeSpan? Of(RollupKey key) => key.Bucket.Grain switch
    {
        Grain.Minute => Minutes,
        Grain.Hour => Hours,
        _ => key.Scope.UserId is null ? Days : UserDays ?? Days,
    };

    /// <summary>Whether a document is certainly not swept yet.</summary>
    public bool Keeps(RollupKey key, DateTimeOffset now) => !(key.Bucket.Start < now - Of(key));

    /// <summary>Whether a bucket of all is certainly not swept yet.</summary>
    public bool Keeps(TimeBucket bucket, DateTimeOffset now) => Keeps(new RollupKey(RollupScope.Agents, bucket), now);
}
