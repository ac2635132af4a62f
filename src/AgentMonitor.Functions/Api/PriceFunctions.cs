using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Api;

/// <summary>What models cost, and what they cost before.</summary>
public sealed class PriceFunctions(RouteRunner routes)
{
    [Function("list_prices")]
    public Task<IResult> ListPrices(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/prices")] HttpRequest request) =>
        routes.RunAsync(request, "list_prices");

    [Function("put_prices")]
    public Task<IResult> PutPrices(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/admin/prices")] HttpRequest request) =>
        routes.RunAsync(request, "put_prices");

    [Function("reprice")]
    public Task<IResult> Reprice(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/prices/reprice")] HttpRequest request) =>
        routes.RunAsync(request, "reprice");
}
