using AgentMonitor.Health;
using AgentMonitor.Health.Sections;
using AgentMonitor.Health.Vitals;
using AgentMonitor.Heartbeats;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Health;

internal static class HealthServices
{
    /// <summary>How the monitor is: probes, figures of its own, and when it was up.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services, HttpApiOptions options)
    {
        services.AddSingleton<IHealthProbe, StoreProbe>();
        services.AddSingleton<IHealthProbe, FeedProbe>();
        services.AddSingleton<IHealthProbe, LiveProbe>();
        foreach (var (name, address) in options.Dependencies)
        {
            services.AddSingleton<IHealthProbe>(provider => new RememberedProbe(
                new ExternalProbe(name, new Uri(address)), ExternalProbe.KeptFor, provider.GetRequiredService<TimeProvider>()));
        }

        services.AddSingleton<HealthCheck>();
        services.AddSingleton<HealthNews>();
        services.AddSingleton<HeartbeatLedger>();
        services.AddSingleton(provider => new ProcessWatch(
            provider.GetRequiredService<TimeProvider>(), provider.GetService<DataVolume>()));
        services.AddSingleton<Uptime>();
        services.AddSingleton<ProcessReading>();
        services.AddSingleton<FeedReading>();
        services.AddSingleton<StoreReading>();
        services.AddSingleton<UptimeReading>();
        services.AddSingleton<HealthDetails>();
        services.AddSections();
        services.AddHostedService<SelfWatch>();
        return services;
    }

    private static void AddSections(this IServiceCollection services)
    {
        services.AddSingleton<SectionFaults>();
        services.AddSingleton(provider =>
        {
            var kept = new LastGood(provider.GetRequiredService<TimeProvider>());
            kept.Faulted += provider.GetRequiredService<SectionFaults>().Tell;
            return kept;
        });
    }
}
