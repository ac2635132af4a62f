using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Page;

/// <summary>The page.</summary>
internal static class PageRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Public("", "home", "Leads to the page.", PageEndpoint.RedirectAsync, null),
        Route.Public("monitor/{**path}", "page", "The admin page.", PageEndpoint.GetAsync, null),
    ];
}
