using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Status;

/// <summary>What an earlier system answered, under the same addresses and names.</summary>
internal static class StatusRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Admin("GET", "api/status", "get_status", "Who is there, which agents and providers, and how the store is.",
            StatusEndpoint.GetAsync, StatusEndpoint.Shape),
        Route.Admin("GET", "api/status/analytics", "get_status_analytics", "The last day in sum, by hour and by agent, and the last week by day.",
            StatusAnalyticsEndpoint.GetAsync, StatusAnalyticsEndpoint.Shape),
        Route.Admin("GET", "api/status/api-status", "get_api_status", "How this API was called in the last 24 hours, by endpoint and by hour.",
            ApiStatusEndpoint.GetAsync, ApiStatusEndpoint.Shape),
    ];
}
