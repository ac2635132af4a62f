using AgentMonitor.Access;
using AgentMonitor.Http.Routing;
using AgentMonitor.Live;
using Microsoft.AspNetCore.Http.Connections;
using Route = AgentMonitor.Http.Routing.Route;

namespace AgentMonitor.Server.Live;

/// <summary>Registers and maps the live hub.</summary>
internal static class LiveServices
{
    // A browser that stops reading costs this much and its queue, then waits alone.
    private const long BufferPerConnection = 64 * 1024;

    public static void AddLiveHub(this IServiceCollection services)
    {
        services.AddSignalR(options =>
        {
            options.MaximumReceiveMessageSize = 1024;
            options.EnableDetailedErrors = false;
        });
        services.AddSingleton<LivePumps>();
        services.AddHostedService(provider => provider.GetRequiredService<LivePumps>());
    }

    /// <summary>The hub behind its ticket check, with the headers and the error answers of every other route.</summary>
    public static void MapLiveHub(this IEndpointRouteBuilder endpoints)
    {
        var runner = endpoints.ServiceProvider.GetRequiredService<EndpointRunner>();
        var tickets = endpoints.ServiceProvider.GetRequiredService<LiveTickets>();
        var frames = endpoints.ServiceProvider.GetRequiredService<ILiveFrames>();
        endpoints.MapHub<LiveHub>(LiveHub.Path, Configure).Add(endpoint =>
        {
            var hub = HubGate.Before(endpoint.RequestDelegate!, tickets, frames);
            var route = new Route(
                "GET", LiveHub.Path[1..], AccessClass.Public, "live_hub", "The live connection; opened with a ticket.", context => hub(context));
            endpoint.RequestDelegate = context => runner.RunAsync(context, route);
            endpoint.Metadata.Add(route);
        });
    }

    private static void Configure(HttpConnectionDispatcherOptions options)
    {
        options.Transports = HttpTransportType.WebSockets;
        options.TransportMaxBufferSize = BufferPerConnection;
        options.ApplicationMaxBufferSize = BufferPerConnection;
    }
}
