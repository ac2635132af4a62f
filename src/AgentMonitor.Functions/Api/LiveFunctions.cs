using AgentMonitor.Functions.Live;
using AgentMonitor.Functions.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Api;

/// <summary>The live channel: where to connect, and the same frames as server-sent events.</summary>
public sealed class LiveFunctions(RouteRunner routes)
{
    // The platform makes the service's address and token before the function runs; they go out only past the access
    // check of the route.
    [Function("negotiate")]
    public Task<IResult> Negotiate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/negotiate")] HttpRequest request,
        [SignalRConnectionInfoInput(HubName = LiveHub.Name, ConnectionStringSetting = TriggerSettings.SignalR)]
        SignalRConnectionInfo connection)
    {
        SignalRNegotiator.Offer(request.HttpContext, connection);
        return routes.RunAsync(request, "negotiate");
    }

    [Function("stream")]
    public Task<IResult> Stream(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stream")] HttpRequest request) =>
        routes.RunAsync(request, "stream");
}
