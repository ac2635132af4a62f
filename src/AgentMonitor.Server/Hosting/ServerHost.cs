using AgentMonitor.Costs;
using AgentMonitor.Http;
using AgentMonitor.Http.Routing;
using AgentMonitor.Server.Folder;
using AgentMonitor.Server.Live;
using AgentMonitor.Server.Settings;
using AgentMonitor.Sqlite;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace AgentMonitor.Server.Hosting;

/// <summary>Puts the server together: Kestrel, the endpoints, the live hub and what runs behind them.</summary>
internal static class ServerHost
{
    // Under the fifteen seconds that whoever sent SIGTERM waits.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(12);

    public static WebApplication Build(
        MonitorSettings settings, DataFolder folder, AdminCredentials credentials, SqliteStore store, PriceBook prices, TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "AgentMonitor.Server" });
        ServerLog.Configure(builder.Logging, settings);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        builder.WebHost.UseKestrel((_, kestrel) => KestrelSetup.Configure(kestrel, settings));
        builder.WebHost.UseSockets(KestrelSetup.Configure);
        builder.WebHost.UseUrls(settings.Server.Urls.Split(';'));
        builder.Services.AddRouting();
        builder.Services.AddMonitor(settings, folder, credentials, store, prices, time);
        builder.Services.AddLiveHub();

        var app = builder.Build();
        // Routing comes before it by itself, and the routes of the table go no further than that.
        app.UseWebSockets();
        app.MapLiveHub();
        app.MapAgentMonitor();
        return app;
    }

    /// <summary>Where the command line of this machine reaches a server that has started.</summary>
    public static Uri AddressOf(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var url = new UriBuilder(addresses.First());
        url.Host = url.Host is "0.0.0.0" or "[::]" or "+" or "*" ? "localhost" : url.Host;
        return url.Uri;
    }
}
