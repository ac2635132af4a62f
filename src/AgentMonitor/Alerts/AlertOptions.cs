using AgentMonitor.Alerts.Webhook;

namespace AgentMonitor.Alerts;

/// <summary>Section <c>AgentMonitor:Alerts</c>: who is told, and for how long alerts that are over are kept.</summary>
public sealed class AlertOptions
{
    /// <summary>Where alerts are posted to: https, or http on this machine. It may hold a secret, so it is never shown.</summary>
    public string? WebhookUrl { get; set; }

    /// <summary>What posts are signed with; needed with an address.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>Days for which alerts that are over are kept.</summary>
    public int HistoryDays { get; set; } = 90;

    public bool HasWebhook => !string.IsNullOrWhiteSpace(WebhookUrl);

    public IEnumerable<string> Faults()
    {
        if (HasWebhook && WebhookAddress.Check(WebhookUrl!) is { } fault)
        {
            yield return $"AgentMonitor:Alerts:WebhookUrl {fault}";
        }

        if (HasWebhook && (WebhookSecret ?? "").Length < WebhookSignature.ShortestSecret)
        {
            yield return $"AgentMonitor:Alerts:WebhookSecret has to be {WebhookSignature.ShortestSecret} characters or more, such as from: openssl rand -hex 32.";
        }

        if (HistoryDays is < 1 or > 3650)
        {
            yield return "AgentMonitor:Alerts:HistoryDays takes a number of days from 1 to 3650.";
        }
    }
}
