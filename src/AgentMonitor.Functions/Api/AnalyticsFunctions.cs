using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Api;

/// <summary>What happened over time.</summary>
public sealed class AnalyticsFunctions(RouteRunner routes)
{
    [Function("get_overview")]
    public Task<IResult> GetOverview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/analytics/overview")] HttpRequest request) =>
        routes.RunAsync(request, "get_overview");

    [Function("get_timeline")]
    public Task<IResult> GetTimeline(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/analytics/timeline")] HttpRequest request) =>
        routes.RunAsync(request, "get_timeline");

    [Function("get_heatmap")]
    public Task<IResult> GetHeatmap(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/analytics/heatmap")] HttpRequest request) =>
        routes.RunAsync(request, "get_heatmap");

    [Function("list_top_users")]
    public Task<IResult> ListTopUsers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/analytics/users")] HttpRequest request) =>
        routes.RunAsync(request, "list_top_users");

    [Function("get_outcomes")]
    public Task<IResult> GetOutcomes(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/analytics/outcomes")] HttpRequest request) =>
        routes.RunAsync(request, "get_outcomes");

    [Function("get_agent")]
    public Task<IResult> GetAgent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/agents/{name}")] HttpRequest request) =>
        routes.RunAsync(request, "get_agent");
}
