using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Api;

/// <summary>What admins ask.</summary>
public sealed class AdminFunctions(RouteRunner routes)
{
    [Function("list_executions")]
    public Task<IResult> ListExecutions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/executions")] HttpRequest request) =>
        routes.RunAsync(request, "list_executions");

    [Function("get_execution")]
    public Task<IResult> GetExecution(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/executions/{id}")] HttpRequest request) =>
        routes.RunAsync(request, "get_execution");

    [Function("export_executions")]
    public Task<IResult> ExportExecutions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/monitoring/export")] HttpRequest request) =>
        routes.RunAsync(request, "export_executions");

    [Function("get_metrics")]
    public Task<IResult> GetMetrics(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/metrics")] HttpRequest request) =>
        routes.RunAsync(request, "get_metrics");

    [Function("list_agents")]
    public Task<IResult> ListAgents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/agents")] HttpRequest request) =>
        routes.RunAsync(request, "list_agents");

    [Function("list_errors")]
    public Task<IResult> ListErrors(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/errors")] HttpRequest request) =>
        routes.RunAsync(request, "list_errors");

    [Function("get_user_activity")]
    public Task<IResult> GetUserActivity(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/user-activity/{user_id}")] HttpRequest request) =>
        routes.RunAsync(request, "get_user_activity");

    [Function("list_dead_letters")]
    public Task<IResult> ListDeadLetters(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/dead-letters")] HttpRequest request) =>
        routes.RunAsync(request, "list_dead_letters");

    [Function("requeue_dead_letter")]
    public Task<IResult> RequeueDeadLetter(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/dead-letters/{id}/requeue")] HttpRequest request) =>
        routes.RunAsync(request, "requeue_dead_letter");

    [Function("get_reconcile")]
    public Task<IResult> GetReconcile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/reconcile")] HttpRequest request) =>
        routes.RunAsync(request, "get_reconcile");

    [Function("run_reconcile")]
    public Task<IResult> RunReconcile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/reconcile")] HttpRequest request) =>
        routes.RunAsync(request, "run_reconcile");
}
