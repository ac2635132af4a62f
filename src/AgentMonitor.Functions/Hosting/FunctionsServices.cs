using AgentMonitor.Cosmos;
using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Functions.Api;
using AgentMonitor.Functions.Feed;
using AgentMonitor.Functions.Live;
using AgentMonitor.Functions.Measurement;
using AgentMonitor.Functions.Settings;
using AgentMonitor.Functions.Timers;
using AgentMonitor.Health.Vitals;
using AgentMonitor.Http;
using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Live;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentMonitor.Functions.Hosting;

/// <summary>Registers the core and what the functions are made of; the store's ports come from its adapter.</summary>
internal static class FunctionsServices
{
    /// <summary>The store that this host runs on.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services, FunctionsSettings settings)
    {
        services.AddAgentMonitorCosmos(settings.Cosmos);
        services.AddSingleton<FeedPageReader>(provider => provider.GetRequiredService<CosmosFeedReader>().Read);
        services.AddHostedService<StoreOpening>();
        return services;
    }

    public static IServiceCollection AddAgentMonitorFunctions(this IServiceCollection services, FunctionsSettings settings)
    {
        services.AddSingleton(settings.Ingest);
        services.AddSingleton(settings.Feed);
        services.AddSingleton(settings.Alerts);
        services.AddSingleton(settings.Prices);
        services.AddSingleton(settings.Retention.ToAges());
        services.AddSingleton(_ => new PriceBook(settings.Prices.ToTable()));
        services.AddAgentMonitorHttp(settings.Http, settings.Access.ToAdminTokens(), settings.Access.ToIngestKeys());
        services.AddSingleton<FunctionFigures>();
        services.AddSingleton<IFunctionVitals>(provider => provider.GetRequiredService<FunctionFigures>());
        services.AddSingleton<TimerTurns>();
        services.AddSingleton<RouteRunner>();
        services.AddSingleton<OverdueSweep>();
        services.AddProjection();
        services.AddBroadcast();
        return services;
    }

    private static void AddProjection(this IServiceCollection services)
    {
        // Live updates come from the rollups' own feed, so the projector tells nobody but the receipts.
        services.Replace(ServiceDescriptor.Singleton<ILiveUpdates>(provider => provider.GetRequiredService<Receipts>()));
        services.AddSingleton<Projector>();
        services.AddSingleton<FeedProjection>();
    }

    private static void AddBroadcast(this IServiceCollection services)
    {
        // Told apart from those of other instances, and of this one before it was started anew.
        services.AddSingleton(provider => new SourcedFrames(
            Guid.NewGuid().ToString("N")[..12], provider.GetRequiredService<TimeProvider>()));
        services.AddTransient<LiveReading>();
        services.AddSingleton<Broadcaster>();

        // To everybody through the service, and to the streams that end at this instance.
        services.Replace(ServiceDescriptor.Singleton<ILiveSignals>(provider => new EveryLiveSignal(
            [provider.GetRequiredService<Broadcaster>(), provider.GetRequiredService<LiveFeed>()])));
        services.AddSingleton<INegotiator, SignalRNegotiator>();
        services.AddHostedService<StreamFeeder>();
    }
}
