namespace AgentMonitor.Alerts.Webhook;

/// <summary>Posts to the one address that is set. Never throws but when it is cancelled: what went wrong is the outcome.</summary>
public interface IWebhookSender
{
    Task<WebhookOutcome> SendAsync(WebhookDelivery delivery, CancellationToken cancellationToken);
}
