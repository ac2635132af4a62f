using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Costs;

/// <summary>Where the money went.</summary>
internal static class CostRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Admin("GET", "api/analytics/costs", "get_costs", "Costs by day, agent, user, model or feature, and by the calendar.",
            CostsEndpoint.GetAsync, CostsEndpoint.Shape),
    ];
}
