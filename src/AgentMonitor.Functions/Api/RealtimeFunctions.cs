using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Api;

/// <summary>How everything stands, and the first screen.</summary>
public sealed class RealtimeFunctions(RouteRunner routes)
{
    [Function("get_realtime")]
    public Task<IResult> GetRealtime(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/realtime")] HttpRequest request) =>
        routes.RunAsync(request, "get_realtime");

    [Function("get_realtime_metrics")]
    public Task<IResult> GetRealtimeMetrics(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/analytics/realtime-metrics")] HttpRequest request) =>
        routes.RunAsync(request, "get_realtime_metrics");

    [Function("get_dashboard")]
    public Task<IResult> GetDashboard(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/monitoring/dashboard")] HttpRequest request) =>
        routes.RunAsync(request, "get_dashboard");
}
