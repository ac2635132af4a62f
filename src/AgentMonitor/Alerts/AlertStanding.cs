using AgentMonitor.Alerts.Webhook;

namespace AgentMonitor.Alerts;

/// <summary>
/// How all alerts stand, in one document: what became of an alert, that it still has to get into the history, and that
/// somebody has to be told, change together or not at all.
/// </summary>
public sealed record AlertStanding
{
    public static AlertStanding Empty { get; } = new();

    /// <summary>Pending, firing and acknowledged.</summary>
    public IReadOnlyList<Alert> Active { get; init; } = [];

    /// <summary>Over, and not in the history yet.</summary>
    public IReadOnlyList<Alert> Closing { get; init; } = [];

    /// <summary>What the webhook has still to tell, oldest first.</summary>
    public IReadOnlyList<WebhookDelivery> Deliveries { get; init; } = [];

    public WebhookOutcome? LastDelivery { get; init; }

    /// <summary>The first of the failures that the last delivery is one of; null: it went through, or there was none.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    public AlertStanding With(WebhookOutcome delivery) => this with
    {
        LastDelivery = delivery,
        FailingSince = delivery.Error is null ? null : FailingSince ?? delivery.At,
    };
}
