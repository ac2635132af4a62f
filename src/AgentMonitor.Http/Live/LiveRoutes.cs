using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Live;

/// <summary>The live channel.</summary>
internal static class LiveRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Admin("POST", "api/negotiate", "negotiate", "Where to connect for live frames, and with what.",
            NegotiateEndpoint.PostAsync, NegotiateEndpoint.Shape),
        Route.Admin("GET", "api/stream", "stream", "The live frames as server-sent events.", StreamEndpoint.GetAsync, null),
    ];
}
