using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Api;

/// <summary>Taking people out of what is kept.</summary>
public sealed class ErasureFunctions(RouteRunner routes)
{
    [Function("forget_user")]
    public Task<IResult> ForgetUser(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/users/{user_id}/forget")] HttpRequest request) =>
        routes.RunAsync(request, "forget_user");
}
