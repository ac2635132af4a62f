using AgentMonitor.Live;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;

namespace AgentMonitor.Server.Live;

/// <summary>
/// The hub <c>agentmonitor</c>. The server sends one message, <c>frame</c>, whose single argument is a frame as
/// API.md describes it: <c>{"type","seq","timestamp","data"}</c>. Clients can call nothing.
/// </summary>
internal sealed class LiveHub(LivePumps pumps) : Hub
{
    /// <summary>The name of the one message.</summary>
    public const string Message = "frame";

    public const string Path = "/api/hub";

    public override Task OnConnectedAsync()
    {
        pumps.Start(Context, Context.GetHttpContext()!.Features.GetRequiredFeature<LiveSubscription>());
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        pumps.Forget(Context.ConnectionId);
        return Task.CompletedTask;
    }
}
