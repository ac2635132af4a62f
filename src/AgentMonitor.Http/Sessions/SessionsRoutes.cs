using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Sessions;

/// <summary>Who is there, and in which conversations.</summary>
internal static class SessionsRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Admin("GET", "api/admin/sessions", "list_sessions", "The sessions, last active first, and a sum of those that are going on.",
            SessionListEndpoint.GetAsync, SessionListEndpoint.Shape),
        Route.Admin("GET", "api/admin/sessions/{id}", "get_session", "One session's journey across its executions, oldest first.",
            SessionEndpoint.GetAsync, SessionEndpoint.Shape),
        Route.Admin("GET", "api/admin/users", "list_users", "The users, last seen first, and how many are active.",
            UserListEndpoint.GetAsync, UserListEndpoint.Shape),
    ];
}
