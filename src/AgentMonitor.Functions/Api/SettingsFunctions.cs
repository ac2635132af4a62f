using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Api;

/// <summary>What this installation was told to do.</summary>
public sealed class SettingsFunctions(RouteRunner routes)
{
    [Function("get_settings")]
    public Task<IResult> GetSettings(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/settings")] HttpRequest request) =>
        routes.RunAsync(request, "get_settings");
}
