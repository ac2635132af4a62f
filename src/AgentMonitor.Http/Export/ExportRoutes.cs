using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Export;

/// <summary>Files that are made of executions.</summary>
internal static class ExportRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Admin("GET", "api/monitoring/export", "export_executions", "Every execution that matches, as CSV, JSON or NDJSON.",
            ExportEndpoint.GetAsync, null),
    ];
}
