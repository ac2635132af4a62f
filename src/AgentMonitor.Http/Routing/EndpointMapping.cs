using AgentMonitor.Http.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Routing;

public static class EndpointMapping
{
    /// <summary>
    /// Maps the whole table onto ASP.NET Core's routing, and an answer for everything else. No middleware of the host
    /// has a say in these routes, so they go past all of it.
    /// </summary>
    public static void MapAgentMonitor(this IEndpointRouteBuilder endpoints)
    {
        // Made now, or it would count from the first question.
        endpoints.ServiceProvider.GetRequiredService<Uptime>();
        var runner = endpoints.ServiceProvider.GetRequiredService<EndpointRunner>();
        foreach (var route in Routes.All)
        {
            RequestDelegate run = context => runner.RunAsync(context, route);
            endpoints.MapMethods("/" + route.Pattern, route.Methods, run).WithMetadata(route).ShortCircuit();
        }

        RequestDelegate unmatched = context => runner.RunAsync(context, Unmatched.Route);
        endpoints.Map("/" + Unmatched.Route.Pattern, unmatched).WithMetadata(Unmatched.Route).WithOrder(int.MaxValue).ShortCircuit();
    }
}
