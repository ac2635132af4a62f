using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Erasure;

/// <summary>Taking people out of what is kept.</summary>
internal static class ErasureRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Admin("POST", "api/admin/users/{user_id}/forget", "forget_user", "Erases a user's content and ids, and keeps the totals.",
            ForgetEndpoint.PostAsync, ForgetEndpoint.Shape),
    ];
}
