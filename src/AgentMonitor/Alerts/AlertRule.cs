namespace AgentMonitor.Alerts;

/// <summary>When somebody is to be told.</summary>
public sealed record AlertRule
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required AlertKind Kind { get; init; }

    public bool Enabled { get; init; } = true;

    public AlertSeverity Severity { get; init; } = AlertSeverity.Warning;

    /// <summary>Only this agent's executions; null: all.</summary>
    public string? Agent { get; init; }

    /// <summary>Beyond it is a fault, in the unit of the <see cref="Kind"/>. Null only beside <see cref="BaselineFactor"/>.</summary>
    public decimal? Threshold { get; init; }

    /// <summary>A firing alert is over from here on; null: from the threshold on.</summary>
    public decimal? Recover { get; init; }

    /// <summary>For how long it has to be beyond the threshold before it fires.</summary>
    public int ForSeconds { get; init; }

    /// <summary>The stretch up to now that is looked at.</summary>
    public int WindowMinutes { get; init; } = 15;

    /// <summary>With fewer in the window nothing is concluded.</summary>
    public int MinimumExecutions { get; init; }

    /// <summary>Beyond this many times what is usual is a fault, but never below <see cref="Threshold"/>; for latency only.</summary>
    public decimal? BaselineFactor { get; init; }
}
