using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Analytics;

/// <summary>What happened over time: charts, and what stands out in them.</summary>
internal static class AnalyticsRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Admin("GET", "api/analytics/overview", "get_overview", "A window's figures beside those of the window before, with small curves.",
            OverviewEndpoint.GetAsync, OverviewEndpoint.Shape),
        Route.Admin("GET", "api/analytics/timeline", "get_timeline", "A window by hour, day, week or month, with what stands out.",
            TimelineEndpoint.GetAsync, TimelineEndpoint.Shape),
        Route.Admin("GET", "api/analytics/heatmap", "get_heatmap", "A window by day of the week and hour of the day.",
            HeatmapEndpoint.GetAsync, HeatmapEndpoint.Shape),
        Route.Admin("GET", "api/analytics/users", "list_top_users", "The users of a window, in the order that is asked for.",
            TopUsersEndpoint.GetAsync, TopUsersEndpoint.Shape),
        Route.Admin("GET", "api/analytics/outcomes", "get_outcomes", "Whether goals were reached, and which features are used.",
            OutcomesEndpoint.GetAsync, OutcomesEndpoint.Shape),
        Route.Admin("GET", "api/admin/agents/{name}", "get_agent", "One agent's window, with its models and errors.",
            AgentEndpoint.GetAsync, AgentEndpoint.Shape),
    ];
}
