namespace AgentMonitor.Alerts;

public enum AlertState
{
    /// <summary>Beyond the threshold, but not for long enough yet. Nobody is told.</summary>
    Pending,

    Firing,

    /// <summary>Firing, and somebody has seen it.</summary>
    Acknowledged,

    /// <summary>Over.</summary>
    Resolved,
}

/// <summary>How one rule stands for one subject, from the first reading beyond its threshold until it is over.</summary>
public sealed record Alert
{
    public required string Id { get; init; }

    public required string RuleId { get; init; }

    public required string RuleName { get; init; }

    public required AlertKind Kind { get; init; }

    public required AlertSeverity Severity { get; init; }

    public string? Subject { get; init; }

    public required AlertState State { get; init; }

    /// <summary>As last read; null: unknown by now.</summary>
    public decimal? Value { get; init; }

    /// <summary>What it is held against: of a rule with a baseline, what that comes to.</summary>
    public decimal? Threshold { get; init; }

    /// <summary>The worst value so far.</summary>
    public decimal? PeakValue { get; init; }

    public required string Message { get; init; }

    /// <summary>The first reading beyond the threshold.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it was last looked at, while pending.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>For how long it was seen beyond the threshold before it fired.</summary>
    public TimeSpan Held { get; init; }

    /// <summary>Since when there is nothing to judge by, while firing.</summary>
    public DateTimeOffset? UnknownSince { get; init; }

    public DateTimeOffset? FiredAt { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? AcknowledgedNote { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    public bool IsFiring => State is AlertState.Firing or AlertState.Acknowledged;
}
