using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Admin;

/// <summary>What admins ask about executions and rollups.</summary>
internal static class AdminRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Admin("GET", "api/executions", "list_executions", "Lists and searches executions, newest first.",
            ExecutionListEndpoint.GetAsync, ExecutionListEndpoint.Shape),
        Route.Admin("GET", "api/executions/{id}", "get_execution", "One execution, its children and its receipt.",
            ExecutionEndpoint.GetAsync, ExecutionEndpoint.Shape),
        Route.Admin("GET", "api/admin/metrics", "get_metrics", "The numbers of a window.",
            MetricsEndpoint.GetAsync, MetricsEndpoint.Shape),
        Route.Admin("GET", "api/admin/agents", "list_agents", "The agents of a window with their numbers.",
            AgentsEndpoint.GetAsync, AgentsEndpoint.Shape),
        Route.Admin("GET", "api/admin/errors", "list_errors", "The newest errors, and the groups they fall into.",
            ErrorsEndpoint.GetAsync, ErrorsEndpoint.Shape),
        Route.Admin("GET", "api/admin/user-activity/{user_id}", "get_user_activity", "What one user did, and all of it summed up.",
            UserActivityEndpoint.GetAsync, UserActivityEndpoint.Shape),
        Route.Admin("GET", "api/admin/dead-letters", "list_dead_letters", "What could not be projected, and why.",
            DeadLettersEndpoint.ListAsync, DeadLettersEndpoint.ListShape),
        Route.Admin("POST", "api/admin/dead-letters/{id}/requeue", "requeue_dead_letter", "Tries a dead letter again.",
            DeadLettersEndpoint.RequeueAsync, DeadLettersEndpoint.RequeueShape),
        Route.Admin("GET", "api/admin/reconcile", "get_reconcile", "The last proof that the rollups equal a recount.",
            ReconcileEndpoint.GetAsync, ReconcileEndpoint.GetShape),
        Route.Admin("POST", "api/admin/reconcile", "run_reconcile", "Recounts, compares and, if asked to, repairs.",
            ReconcileEndpoint.PostAsync, ReconcileEndpoint.PostShape),
    ];
}
