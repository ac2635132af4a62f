using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Prometheus;

/// <summary>The monitor's own figures.</summary>
internal static class PrometheusRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Admin("GET", "metrics", "get_prometheus", "The monitor's own figures, in Prometheus' text format.",
            PrometheusEndpoint.GetAsync, null),
    ];
}
