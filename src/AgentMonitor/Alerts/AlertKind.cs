namespace AgentMonitor.Alerts;

/// <summary>What a rule looks at. Stored and sent by name: a name never changes its meaning.</summary>
public enum AlertKind
{
    /// <summary>The share of successes in the window, from 0 to 1.</summary>
    SuccessRate,

    /// <summary>The share of failures and timeouts in the window, from 0 to 1.</summary>
    ErrorRate,

    /// <summary>The 95th percentile of the window's durations, in milliseconds.</summary>
    LatencyP95,

    /// <summary>What the window's executions cost, in USD.</summary>
    Cost,

    /// <summary>What was spent of each budget, 1 being all of it.</summary>
    Budget,

    /// <summary>How many executions ended in the window; too few is the fault.</summary>
    NoData,

    /// <summary>How far the rollups are behind what was acknowledged, in milliseconds.</summary>
    FeedLag,

    /// <summary>How many changes could not be projected.</summary>
    DeadLetters,

    /// <summary>How many escalations have waited for longer than the window.</summary>
    EscalationsWaiting,

    /// <summary>By how many standard deviations each of the last two whole hours was off, the smaller of the two.</summary>
    Anomaly,
}

public enum AlertSeverity
{
    Info,
    Warning,
    Critical,
}

public static class AlertKinds
{
    /// <summary>Less than the threshold is the fault, not more.</summary>
    public static bool IsFaultBelow(this AlertKind kind) => kind is AlertKind.SuccessRate or AlertKind.NoData;

    /// <summary>It can be asked of one agent alone.</summary>
    public static bool HasAgents(this AlertKind kind) => kind is
        AlertKind.SuccessRate or AlertKind.ErrorRate or AlertKind.LatencyP95 or AlertKind.Cost or AlertKind.NoData or AlertKind.Anomaly;

    /// <summary>With few executions it says little.</summary>
    public static bool NeedsExecutions(this AlertKind kind) => kind is
        AlertKind.SuccessRate or AlertKind.ErrorRate or AlertKind.LatencyP95 or AlertKind.Anomaly;
}
