using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Alerts;
using AgentMonitor.Http.Analytics;
using AgentMonitor.Http.Dashboard;
using AgentMonitor.Http.Erasure;
using AgentMonitor.Http.Budgets;
using AgentMonitor.Http.Costs;
using AgentMonitor.Http.Escalations;
using AgentMonitor.Http.Export;
using AgentMonitor.Http.Health;
using AgentMonitor.Http.Ingest;
using AgentMonitor.Http.Live;
using AgentMonitor.Http.Page;
using AgentMonitor.Http.Prices;
using AgentMonitor.Http.Prometheus;
using AgentMonitor.Http.Realtime;
using AgentMonitor.Http.Sessions;
using AgentMonitor.Http.Settings;
using AgentMonitor.Http.Status;

namespace AgentMonitor.Http.Routing;

/// <summary>Every call of the API, once; each area lists its own. Both hosts bind this table, and no other.</summary>
public static class Routes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        .. IngestRoutes.All,
        .. AdminRoutes.All,
        .. AnalyticsRoutes.All,
        .. SessionsRoutes.All,
        .. ErasureRoutes.All,
        .. AlertRoutes.All,
        .. EscalationsRoutes.All,
        .. ExportRoutes.All,
        .. HealthRoutes.All,
        .. StatusRoutes.All,
        .. RealtimeRoutes.All,
        .. DashboardRoutes.All,
        .. PrometheusRoutes.All,
        .. LiveRoutes.All,
        .. PriceRoutes.All,
        .. CostRoutes.All,
        .. BudgetRoutes.All,
        .. SettingsRoutes.All,
        Route.Public("openapi/v1.json", "get_openapi", "This document.", ApiDocument.GetAsync, null),
        .. PageRoutes.All,
    ];
}
