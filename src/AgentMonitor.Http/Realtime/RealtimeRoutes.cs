using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Realtime;

/// <summary>How everything stands right now, under two addresses: the second is that of an earlier system.</summary>
internal static class RealtimeRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Admin("GET", "api/admin/realtime", "get_realtime", "How everything stands right now, section by section.",
            RealtimeEndpoint.GetAsync, RealtimeEndpoint.Shape),
        Route.Admin("GET", "api/v1/analytics/realtime-metrics", "get_realtime_metrics", "The same as /api/admin/realtime.",
            RealtimeEndpoint.GetAsync, RealtimeEndpoint.Shape),
    ];
}
