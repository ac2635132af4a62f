using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Dashboard;

/// <summary>The first screen in one answer.</summary>
internal static class DashboardRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Admin("GET", "api/monitoring/dashboard", "get_dashboard", "Everything that the first screen shows, in one answer.",
            DashboardEndpoint.GetAsync, DashboardEndpoint.Shape),
    ];
}
