using AgentMonitor.Access;
using AgentMonitor.Budgets;
using AgentMonitor.Costs;
using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Health;
using AgentMonitor.Health.Vitals;
using AgentMonitor.Http;
using AgentMonitor.Http.Alerts;
using AgentMonitor.Http.Live;
using AgentMonitor.Projection;
using AgentMonitor.Retention;
using AgentMonitor.Server.Folder;
using AgentMonitor.Server.Live;
using AgentMonitor.Server.Settings;
using AgentMonitor.Sqlite;

namespace AgentMonitor.Server.Hosting;

/// <summary>Registers the core on the SQLite store, and what this host keeps running behind it.</summary>
internal static class MonitorServices
{
    private static readonly TimeSpan BudgetPeriod = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan RepricingPeriod = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan AlertPeriod = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan WebhookPeriod = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan RetentionPeriod = TimeSpan.FromMinutes(5);

    // After a start too, so that what a crash interrupted does not wait long.
    private static readonly TimeSpan ErasurePeriod = TimeSpan.FromSeconds(5);

    public static void AddMonitor(
        this IServiceCollection services,
        MonitorSettings settings,
        DataFolder folder,
        AdminCredentials credentials,
        SqliteStore store,
        PriceBook prices,
        TimeProvider time)
    {
        services.AddSingleton(time);
        services.AddSingleton(folder);
        services.AddSingleton(settings.Server);
        services.AddSingleton(settings.Ingest);
        services.AddSingleton(settings.Alerts);
        services.AddSingleton(settings.Prices);
        services.AddSingleton(settings.Retention.ToAges());
        services.AddSingleton(new DataVolume(folder.FullPath));
        services.AddSingleton(prices);
        services.AddAgentMonitorHttp(
            settings.ToHttpApiOptions(), credentials.ToAdminTokens(), new IngestKeys(AccessWatch.Hashes(folder)));
        services.AddStore(store);
        services.AddProjection();
        services.AddSingleton<INegotiator, HubNegotiator>();
        services.AddSingleton<IHealthProbe>(new WriteProbe(store));
        services.AddSweeps(store, settings);
    }

    private static void AddStore(this IServiceCollection services, SqliteStore store)
    {
        services.AddSingleton(store.Log);
        services.AddSingleton(store.Feed);
        services.AddSingleton(store.History);
        services.AddSingleton(store.Lists);
        services.AddSingleton(store.Running);
        services.AddSingleton(store.DeadLetters);
        services.AddSingleton<IRollupStore>(provider => new WatchedRollups(store.Rollups, provider.GetRequiredService<SavedDays>()));
        services.AddSingleton(store.UserDays);
        services.AddSingleton(store.State);
        services.AddSingleton(store.Vitals);
        services.AddSingleton(store.Users);
        services.AddSingleton(store.Sessions);
        services.AddSingleton(store.Erased);
        services.AddSingleton(store.Erasure);
        services.AddSingleton(store.UserDocuments);
        services.AddSingleton(store.Escalations);
    }

    private static void AddProjection(this IServiceCollection services)
    {
        services.AddSingleton<Projector>();
        services.AddSingleton<FeedFollower>();
        services.AddSingleton<IFeedProgress>(provider => provider.GetRequiredService<FeedFollower>());
        services.AddSingleton<IProjectedPosition>(provider => provider.GetRequiredService<FeedFollower>());
        services.AddHostedService<FeedService>();
    }

    private static void AddSweeps(this IServiceCollection services, SqliteStore store, MonitorSettings settings)
    {
        services.AddSingleton<OverdueSweep>();
        services.AddSingleton<DeadlineSweep>();
        services.AddSingleton<AccessWatch>();
        services.AddPeriodic<DeadlineSweep>("deadline sweep", DeadlineSweep.Period, sweep => sweep.SweepAsync);
        services.AddPeriodic<RepricingSweep>("re-pricing", RepricingPeriod, sweep => async stop => await sweep.RunAsync(stop));
        services.AddPeriodic<BudgetWatch>("watch over the budgets", BudgetPeriod, watch => async stop => await watch.RunAsync(stop));
        services.AddPeriodic<AccessWatch>("watch over the keys", AccessWatch.Period, watch => watch.LookAsync);
        services.AddPeriodic<Forgetting>("erasure", ErasurePeriod, forgetting => forgetting.ResumeAsync);
        services.AddPeriodic<AlertWatch>("look at the alert rules", AlertPeriod, watch => watch.EvaluateAsync);
        services.AddPeriodic<AlertWatch>("webhook", WebhookPeriod, watch => watch.DeliverAsync);
        services.AddPeriodic<StateRetention>("sweep of small state", RetentionPeriod, retention => retention.SweepAsync);
        services.AddPeriodic<TimeProvider>("retention sweep", RetentionPeriod, time => stop =>
            store.SweepAsync(time.GetUtcNow(), settings.Retention.ToAges(), stop));
    }

    private static void AddPeriodic<TService>(
        this IServiceCollection services, string name, TimeSpan period, Func<TService, Func<CancellationToken, Task>> turn)
        where TService : notnull =>
        services.AddSingleton<IHostedService>(provider => new PeriodicService(
            name,
            period,
            turn(provider.GetRequiredService<TService>()),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PeriodicService>>()));
}
