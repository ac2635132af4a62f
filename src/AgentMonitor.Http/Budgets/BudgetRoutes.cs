using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Budgets;

/// <summary>How much may be spent, and whether it is.</summary>
internal static class BudgetRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Admin("GET", "api/admin/budgets", "list_budgets", "Every budget and how it stands.",
            BudgetsEndpoint.GetAsync, BudgetsEndpoint.GetShape),
        Route.Admin("PUT", "api/admin/budgets", "put_budgets", "Takes the place of all budgets.",
            BudgetsEndpoint.PutAsync, BudgetsEndpoint.PutShape),
        Route.Ingest("api/budgets/check", "check_budgets", "Says before a run whether its budgets leave room for it.",
            BudgetCheckEndpoint.PostAsync, BudgetCheckEndpoint.Shape),
    ];
}
