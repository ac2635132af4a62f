using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Health;

/// <summary>Probes, for the platform and for admins.</summary>
internal static class HealthRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Admin("GET", "api/health/quick", "get_health", "How each part is, in under 100 ms.",
            HealthEndpoints.QuickAsync, HealthEndpoints.QuickShape),
        Route.Admin("GET", "api/admin/health", "get_health_details", "The monitor's own figures, and when it was up.",
            HealthDetailsEndpoint.GetAsync, HealthDetailsEndpoint.Shape),
        Route.Public("healthz/live", "get_live", "The process answers.", HealthEndpoints.LiveAsync, HealthEndpoints.AliveShape),
        Route.Public("healthz/ready", "get_ready", "It makes sense to send requests here.",
            HealthEndpoints.ReadyAsync, HealthEndpoints.ReadyShape),
    ];
}
