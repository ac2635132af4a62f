using System.Text.Json;
using AgentMonitor.Alerts.Webhook;

namespace AgentMonitor.Alerts;

/// <summary>An alert as it is told: in answers, in live frames and to the webhook.</summary>
public sealed record AlertNotice(
    string Id,
    string RuleId,
    string RuleName,
    AlertKind Kind,
    AlertSeverity Severity,
    string? Subject,
    AlertState State,
    decimal? Value,
    decimal? Threshold,
    decimal? PeakValue,
    string Message,
    DateTimeOffset Since,
    DateTimeOffset? FiredAt,
    DateTimeOffset? AcknowledgedAt,
    string? AcknowledgedNote,
    DateTimeOffset? ResolvedAt)
{
    public static AlertNotice Of(Alert alert) => new(
        alert.Id, alert.RuleId, alert.RuleName, alert.Kind, alert.Severity, alert.Subject, alert.State, alert.Value,
        alert.Threshold, alert.PeakValue, alert.Message, alert.Since, alert.FiredAt, alert.AcknowledgedAt,
        alert.AcknowledgedNote, alert.ResolvedAt);

    public static byte[] Write(Alert alert) => JsonSerializer.SerializeToUtf8Bytes(Of(alert), AlertJson.Default.AlertNotice);
}

/// <summary>What the webhook posts.</summary>
/// <param name="Id">The same at every try.</param>
/// <param name="Type"><c>alert:raised</c>, <c>alert:resolved</c> or <c>alert:test</c>.</param>
public sealed record WebhookNotice(string Id, string Type, DateTimeOffset At, AlertNotice Alert)
{
    public static byte[] Write(WebhookDelivery delivery)
    {
        var type = delivery.Event switch
        {
            WebhookEvent.Raised => "alert:raised",
            WebhookEvent.Resolved => "alert:resolved",
            _ => "alert:test",
        };
        return JsonSerializer.SerializeToUtf8Bytes(
            new WebhookNotice(delivery.Id, type, delivery.At, AlertNotice.Of(delivery.Alert)), AlertJson.Default.WebhookNotice);
    }
}
