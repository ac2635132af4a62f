using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Api;

/// <summary>What agents send.</summary>
public sealed class IngestFunctions(RouteRunner routes)
{
    [Function("post_executions")]
    public Task<IResult> PostExecutions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/executions")] HttpRequest request) =>
        routes.RunAsync(request, "post_executions");

    [Function("complete_execution")]
    public Task<IResult> CompleteExecution(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/executions/{id}/complete")] HttpRequest request) =>
        routes.RunAsync(request, "complete_execution");

    [Function("heartbeat_execution")]
    public Task<IResult> HeartbeatExecution(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/executions/{id}/heartbeat")] HttpRequest request) =>
        routes.RunAsync(request, "heartbeat_execution");
}
