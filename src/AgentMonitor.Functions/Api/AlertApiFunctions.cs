using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Api;

/// <summary>Alert rules, what fires, and who has been told.</summary>
public sealed class AlertApiFunctions(RouteRunner routes)
{
    [Function("list_alerts")]
    public Task<IResult> ListAlerts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/alerts")] HttpRequest request) =>
        routes.RunAsync(request, "list_alerts");

    [Function("put_alerts")]
    public Task<IResult> PutAlerts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/admin/alerts")] HttpRequest request) =>
        routes.RunAsync(request, "put_alerts");

    [Function("list_alert_history")]
    public Task<IResult> ListAlertHistory(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/alerts/history")] HttpRequest request) =>
        routes.RunAsync(request, "list_alert_history");

    [Function("acknowledge_alert")]
    public Task<IResult> AcknowledgeAlert(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/alerts/{id}/acknowledge")] HttpRequest request) =>
        routes.RunAsync(request, "acknowledge_alert");

    [Function("test_alert")]
    public Task<IResult> TestAlert(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/alerts/{id}/test")] HttpRequest request) =>
        routes.RunAsync(request, "test_alert");
}
