using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Api;

/// <summary>What an earlier system answered, under the same addresses.</summary>
public sealed class StatusFunctions(RouteRunner routes)
{
    [Function("get_status")]
    public Task<IResult> GetStatus(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/status")] HttpRequest request) =>
        routes.RunAsync(request, "get_status");

    [Function("get_status_analytics")]
    public Task<IResult> GetStatusAnalytics(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/status/analytics")] HttpRequest request) =>
        routes.RunAsync(request, "get_status_analytics");

    [Function("get_api_status")]
    public Task<IResult> GetApiStatus(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/status/api-status")] HttpRequest request) =>
        routes.RunAsync(request, "get_api_status");
}
