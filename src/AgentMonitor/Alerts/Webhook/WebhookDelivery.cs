namespace AgentMonitor.Alerts.Webhook;

public enum WebhookEvent
{
    Raised,
    Resolved,
    Test,
}

/// <summary>Something to tell, as it stood when it happened.</summary>
public sealed record WebhookDelivery
{
    /// <summary>The same at every try, so that a receiver can tell a repetition.</summary>
    public required string Id { get; init; }

    public required WebhookEvent Event { get; init; }

    public required Alert Alert { get; init; }

    public required DateTimeOffset At { get; init; }

    public int Tries { get; init; }

    /// <summary>Not before; while somebody is at it, when that somebody must have given up.</summary>
    public DateTimeOffset NextTryAt { get; init; }
}

/// <summary>What came of a try.</summary>
/// <param name="Status">What the receiver answered; null: nothing.</param>
/// <param name="Error">A sentence; null: it was taken.</param>
public sealed record WebhookOutcome(DateTimeOffset At, int? Status, string? Error);
