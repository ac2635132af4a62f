using System.Diagnostics.Metrics;
using AgentMonitor.Access;
using AgentMonitor.Alerts;
using AgentMonitor.Budgets;
using AgentMonitor.Costs;
using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Alerts;
using AgentMonitor.Http.Analytics;
using AgentMonitor.Http.Dashboard;
using AgentMonitor.Http.Erasure;
using AgentMonitor.Http.Escalations;
using AgentMonitor.Http.Export;
using AgentMonitor.Http.Health;
using AgentMonitor.Http.Ingest;
using AgentMonitor.Http.Measurement;
using AgentMonitor.Http.Page;
using AgentMonitor.Http.Prices;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Prometheus;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Sessions;
using AgentMonitor.Http.Status;
using AgentMonitor.Ingest;
using AgentMonitor.Live;
using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Concurrency;
using AgentMonitor.Metrics.Costs;
using AgentMonitor.Metrics.Overviews;
using AgentMonitor.Metrics.Timelines;
using AgentMonitor.Metrics.Users;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace AgentMonitor.Http;

public static class HttpServices
{
    /// <summary>
    /// What the routes need. A host adds the ports (log, lists, running, feed, rollups, history, dead letters,
    /// progress, position), the price book, an <see cref="Live.INegotiator"/>, and probes of its own.
    /// </summary>
    public static IServiceCollection AddAgentMonitorHttp(
        this IServiceCollection services, HttpApiOptions options, AdminTokens admins, IngestKeys keys)
    {
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(RetentionAges.Default);
        services.TryAddSingleton(new IngestOptions());
        services.TryAddSingleton(new PriceOptions());
        services.AddSingleton(options);
        services.AddSingleton(admins);
        services.AddSingleton(keys);
        services.AddSingleton<FailureLimiter>();
        services.AddSingleton(provider => new Gate(
            admins, keys, provider.GetRequiredService<FailureLimiter>(), options.AnonymousIngest));
        services.AddSingleton<ApiHours>();
        services.AddSingleton<ApiHourLedger>();
        services.AddSingleton<MeterValues>();
        services.AddSingleton(provider =>
        {
            // Whatever is measured before somebody listens is gone.
            provider.GetRequiredService<MeterValues>();
            return new ApiFigures(provider.GetRequiredService<IMeterFactory>(), provider.GetRequiredService<ApiHours>());
        });
        services.AddSingleton(provider => new EndpointRunner(
            provider.GetRequiredService<Gate>(),
            options,
            new ExceptionAnswers(provider.GetRequiredService<ILogger<ExceptionAnswers>>()),
            provider.GetRequiredService<ApiFigures>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(PageFiles.From(typeof(HttpServices).Assembly));
        return services.AddIngest().AddQueries().AddAnalytics().AddCosts().AddBudgets().AddSessions().AddEscalations().AddLive().AddHealth(options).AddDashboard().AddAlerts().AddErasure().AddStatus();
    }

    private static IServiceCollection AddIngest(this IServiceCollection services)
    {
        services.AddSingleton<ClientAddresses>();
        services.AddSingleton<Ingestion>();
        services.AddSingleton<IngestLoad>();
        return services;
    }

    private static IServiceCollection AddQueries(this IServiceCollection services)
    {
        services.AddSingleton<WindowReader>();
        services.AddSingleton<MetricsQuery>();
        services.AddSingleton<ErrorGroupsQuery>();
        services.AddSingleton<UserSummaryQuery>();
        services.AddSingleton<ExecutionExport>();
        services.AddSingleton<Reconciler>();
        services.AddSingleton<LastRecount>();
        services.AddSingleton<ReconcileRuns>();
        services.AddSingleton<Receipts>();
        return services;
    }

    private static IServiceCollection AddCosts(this IServiceCollection services)
    {
        services.AddSingleton<Repricings>();
        services.AddSingleton<RepricingSweep>();
        services.AddSingleton<RepricingPreviewQuery>();
        services.AddSingleton<AdminPrices>();
        services.AddSingleton<UnpricedModelsQuery>();
        services.AddSingleton<CostsQuery>();
        services.AddSingleton<CostPeriodsQuery>();
        services.AddHostedService<PriceWatch>();
        return services;
    }

    private static IServiceCollection AddBudgets(this IServiceCollection services)
    {
        services.AddSingleton<BudgetBook>();
        services.AddSingleton<BudgetSpendingQuery>();
        services.AddSingleton<BudgetQuery>();
        services.AddSingleton<BudgetWatch>();
        services.AddSingleton<IAlertReader, BudgetAlerts>();
        return services;
    }

    private static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LiveTickets>();
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<ILiveFrames>(provider => provider.GetRequiredService<LiveFeed>());
        services.AddSingleton<ILiveSignals>(provider => provider.GetRequiredService<LiveFeed>());
        services.AddSingleton<ILiveUpdates>(provider => new EveryLiveUpdate(
            [provider.GetRequiredService<LiveFeed>(), provider.GetRequiredService<Receipts>()]));
        return services;
    }
}
