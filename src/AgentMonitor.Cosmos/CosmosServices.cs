using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Health.Vitals;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace AgentMonitor.Cosmos;

public static class CosmosServices
{
    /// <summary>
    /// The ports of a store on Cosmos DB: log, lists, running, rollups, user days, history, dead letters, state, progress and position;
    /// and the <see cref="CosmosFeedReader"/> for the trigger. The host adds the price book, a clock and its
    /// retention ages, and awaits <see cref="CosmosStore.OpenAsync"/> before it serves.
    /// </summary>
    public static IServiceCollection AddAgentMonitorCosmos(this IServiceCollection services, CosmosOptions options)
    {
        if (options.Check() is { } fault)
        {
            throw new InvalidOperationException(fault);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(RetentionAges.Default);
        services.AddSingleton(options);
        services.AddSingleton(provider => provider.GetRequiredService<CosmosStore>().Reader);
        services.AddSingleton(provider => new CosmosStore(
            options,
            provider.GetRequiredService<PriceBook>(),
            provider.GetRequiredService<RetentionAges>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddPort(store => store.Charges);
        services.AddPort<IStoreVitals>(store => store.Charges);
        services.AddPort(store => store.Log);
        services.AddPort(store => store.History);
        services.AddPort(store => store.Lists);
        services.AddPort(store => store.Running);
        services.AddPort(store => store.DeadLetters);
        services.AddSingleton<IRollupStore>(provider => new WatchedRollups(
            provider.GetRequiredService<CosmosStore>().Rollups, provider.GetRequiredService<SavedDays>()));
        services.AddPort(store => store.Users);
        services.AddPort(store => store.Sessions);
        services.AddPort(store => store.UserDays);
        services.AddPort(store => store.Escalations);
        services.AddPort(store => store.Progress);
        services.AddPort(store => store.Position);
        services.AddPort(store => store.State);
        services.AddPort(store => store.Erased);
        services.AddPort(store => store.Erasure);
        services.AddPort(store => store.UserDocuments);
        services.AddPort(store => store.Audience);
        return services;
    }

    private static void AddPort<TPort>(this IServiceCollection services, Func<CosmosStore, TPort> port)
        where TPort : class =>
        services.AddSingleton(provider => port(provider.GetRequiredService<CosmosStore>()));
}
