using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Api;

/// <summary>What waits for a person.</summary>
public sealed class EscalationsFunctions(RouteRunner routes)
{
    [Function("list_escalations")]
    public Task<IResult> ListEscalations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/escalations")] HttpRequest request) =>
        routes.RunAsync(request, "list_escalations");

    [Function("move_escalation")]
    public Task<IResult> MoveEscalation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/escalations/{execution_id}")] HttpRequest request) =>
        routes.RunAsync(request, "move_escalation");
}
