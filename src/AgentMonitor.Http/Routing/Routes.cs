using AgentMonitor.Access;
using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Export;
using AgentMonitor.Http.Health;
using AgentMonitor.Http.Ingest;
using AgentMonitor.Http.Live;
using AgentMonitor.Http.Page;
using AgentMonitor.Http.Prometheus;
using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Http.Routing;

/// <summary>Every call of the API, once. Both hosts bind this table, and no other.</summary>
public static class Routes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Ingest("api/executions", "post_executions", "Takes one execution record, an array of them, or one a line.",
            ExecutionsEndpoint.PostAsync, ExecutionsEndpoint.PostShape),
        Ingest("api/executions/{id}/complete", "complete_execution", "Finishes a running execution.",
            ExecutionsEndpoint.CompleteAsync, ExecutionsEndpoint.CompleteShape),
        Ingest("api/executions/{id}/heartbeat", "heartbeat_execution", "Says that an execution is still running.",
            ExecutionsEndpoint.HeartbeatAsync, ExecutionsEndpoint.HeartbeatShape),

        Admin("GET", "api/executions", "list_executions", "Lists and searches executions, newest first.",
            ExecutionListEndpoint.GetAsync, ExecutionListEndpoint.Shape),
        Admin("GET", "api/executions/{id}", "get_execution", "One execution, its children and its receipt.",
            ExecutionEndpoint.GetAsync, ExecutionEndpoint.Shape),
        Admin("GET", "api/monitoring/export", "export_executions", "Every execution that matches, as CSV, JSON or NDJSON.",
            ExportEndpoint.GetAsync, null),
        Admin("GET", "api/admin/metrics", "get_metrics", "The numbers of a window.",
            MetricsEndpoint.GetAsync, MetricsEndpoint.Shape),
        Admin("GET", "api/admin/agents", "list_agents", "The agents of a window with their numbers.",
            AgentsEndpoint.GetAsync, AgentsEndpoint.Shape),
        Admin("GET", "api/admin/errors", "list_errors", "The newest errors, and the groups they fall into.",
            ErrorsEndpoint.GetAsync, ErrorsEndpoint.Shape),
        Admin("GET", "api/admin/user-activity/{user_id}", "get_user_activity", "What one user did, and all of it summed up.",
            UserActivityEndpoint.GetAsync, UserActivityEndpoint.Shape),
        Admin("GET", "api/admin/dead-letters", "list_dead_letters", "What could not be projected, and why.",
            DeadLettersEndpoint.ListAsync, DeadLettersEndpoint.ListShape),
        Admin("POST", "api/admin/dead-letters/{id}/requeue", "requeue_dead_letter", "Tries a dead letter again.",
            DeadLettersEndpoint.RequeueAsync, DeadLettersEndpoint.RequeueShape),
        Admin("GET", "api/admin/reconcile", "get_reconcile", "The last proof that the rollups equal a recount.",
            ReconcileEndpoint.GetAsync, ReconcileEndpoint.GetShape),
        Admin("POST", "api/admin/reconcile", "run_reconcile", "Recounts, compares and, if asked to, repairs.",
            ReconcileEndpoint.PostAsync, ReconcileEndpoint.PostShape),
        Admin("GET", "api/health/quick", "get_health", "How each part is, in under 100 ms.",
            HealthEndpoints.QuickAsync, HealthEndpoints.QuickShape),
        Admin("GET", "metrics", "get_prometheus", "The monitor's own figures, in Prometheus' text format.",
            PrometheusEndpoint.GetAsync, null),
        Admin("POST", "api/negotiate", "negotiate", "Where to connect for live frames, and with what.",
            NegotiateEndpoint.PostAsync, NegotiateEndpoint.Shape),
        Admin("GET", "api/stream", "stream", "The live frames as server-sent events.", StreamEndpoint.GetAsync, null),

        Public("healthz/live", "get_live", "The process answers.", HealthEndpoints.LiveAsync, HealthEndpoints.AliveShape),
        Public("healthz/ready", "get_ready", "It makes sense to send requests here.",
            HealthEndpoints.ReadyAsync, HealthEndpoints.ReadyShape),
        Public("openapi/v1.json", "get_openapi", "This document.", ApiDocument.GetAsync, null),
        Public("", "home", "Leads to the page.", PageEndpoint.RedirectAsync, null),
        Public("monitor/{**path}", "page", "The admin page.", PageEndpoint.GetAsync, null),
    ];

    private static Route Ingest(
        string pattern, string name, string summary, Func<HttpContext, Task> handler, RouteShape shape) =>
        new("POST", pattern, AccessClass.Ingest, name, summary, handler) { Shape = shape };

    private static Route Admin(
        string method, string pattern, string name, string summary,
        Func<HttpContext, Task> handler, RouteShape? shape) =>
        new(method, pattern, AccessClass.Admin, name, summary, handler) { Shape = shape };

    private static Route Public(
        string pattern, string name, string summary, Func<HttpContext, Task> handler, RouteShape? shape) =>
        new("GET", pattern, AccessClass.Public, name, summary, handler) { Shape = shape };
}
