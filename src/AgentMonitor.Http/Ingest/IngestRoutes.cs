using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Ingest;

/// <summary>What agents send.</summary>
internal static class IngestRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Ingest("api/executions", "post_executions", "Takes one execution record, an array of them, or one a line.",
            ExecutionsEndpoint.PostAsync, ExecutionsEndpoint.PostShape),
        Route.Ingest("api/executions/{id}/complete", "complete_execution", "Finishes a running execution.",
            ExecutionsEndpoint.CompleteAsync, ExecutionsEndpoint.CompleteShape),
        Route.Ingest("api/executions/{id}/heartbeat", "heartbeat_execution", "Says that an execution is still running.",
            ExecutionsEndpoint.HeartbeatAsync, ExecutionsEndpoint.HeartbeatShape),
    ];
}
