using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Alerts;

/// <summary>Rules, what fires, and who has been told.</summary>
internal static class AlertRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Admin("GET", "api/admin/alerts", "list_alerts", "The rules, what fires, and how the webhook does.",
            AlertsEndpoint.GetAsync, AlertsEndpoint.GetShape),
        Route.Admin("PUT", "api/admin/alerts", "put_alerts", "Takes the place of all rules.",
            AlertsEndpoint.PutAsync, AlertsEndpoint.PutShape),
        Route.Admin("GET", "api/admin/alerts/history", "list_alert_history", "Alerts that are over, newest first.",
            AlertHistoryEndpoint.GetAsync, AlertHistoryEndpoint.Shape),
        Route.Admin("POST", "api/admin/alerts/{id}/acknowledge", "acknowledge_alert", "Says that somebody has seen it.",
            AlertActionsEndpoint.AcknowledgeAsync, AlertActionsEndpoint.AcknowledgeShape),
        Route.Admin("POST", "api/admin/alerts/{id}/test", "test_alert", "Sends a test of a rule through the webhook.",
            AlertActionsEndpoint.TestAsync, AlertActionsEndpoint.TestShape),
    ];
}
