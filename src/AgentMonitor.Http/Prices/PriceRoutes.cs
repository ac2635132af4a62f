using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Prices;

/// <summary>What models cost, and what they cost before.</summary>
internal static class PriceRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Admin("GET", "api/admin/prices", "list_prices", "Every price, and the models that have none.",
            PricesEndpoint.GetAsync, PricesEndpoint.GetShape),
        Route.Admin("PUT", "api/admin/prices", "put_prices", "Takes the place of the admin's own prices.",
            PricesEndpoint.PutAsync, PricesEndpoint.PutShape),
        Route.Admin("POST", "api/admin/prices/reprice", "reprice", "Prices a model's past anew, or says what that would come to.",
            RepriceEndpoint.PostAsync, RepriceEndpoint.Shape),
    ];
}
