using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Api;

/// <summary>Probes, for the platform and for admins.</summary>
public sealed class HealthFunctions(RouteRunner routes)
{
    [Function("get_health")]
    public Task<IResult> GetHealth(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/quick")] HttpRequest request) =>
        routes.RunAsync(request, "get_health");

    [Function("get_health_details")]
    public Task<IResult> GetHealthDetails(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/health")] HttpRequest request) =>
        routes.RunAsync(request, "get_health_details");

    [Function("get_prometheus")]
    public Task<IResult> GetPrometheus(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "metrics")] HttpRequest request) =>
        routes.RunAsync(request, "get_prometheus");

    [Function("get_live")]
    public Task<IResult> GetLive(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "healthz/live")] HttpRequest request) =>
        routes.RunAsync(request, "get_live");

    [Function("get_ready")]
    public Task<IResult> GetReady(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "healthz/ready")] HttpRequest request) =>
        routes.RunAsync(request, "get_ready");
}
