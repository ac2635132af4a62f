using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Api;

/// <summary>Where the money went, how much may be spent, and whether it is.</summary>
public sealed class BudgetFunctions(RouteRunner routes)
{
    [Function("get_costs")]
    public Task<IResult> GetCosts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/analytics/costs")] HttpRequest request) =>
        routes.RunAsync(request, "get_costs");

    [Function("list_budgets")]
    public Task<IResult> ListBudgets(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/budgets")] HttpRequest request) =>
        routes.RunAsync(request, "list_budgets");

    [Function("put_budgets")]
    public Task<IResult> PutBudgets(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/admin/budgets")] HttpRequest request) =>
        routes.RunAsync(request, "put_budgets");

    [Function("check_budgets")]
    public Task<IResult> CheckBudgets(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/budgets/check")] HttpRequest request) =>
        routes.RunAsync(request, "check_budgets");
}
