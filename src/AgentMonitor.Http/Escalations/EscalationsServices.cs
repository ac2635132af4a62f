using AgentMonitor.Alerts;
using AgentMonitor.Alerts.Readers;
using AgentMonitor.Erasure;
using AgentMonitor.Escalations;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Escalations;

internal static class EscalationsServices
{
    public static IServiceCollection AddEscalations(this IServiceCollection services)
    {
        services.AddSingleton<EscalationQueue>();
        services.AddSingleton<IAlertReader, EscalationAlerts>();
        services.AddSingleton<IUserTraces>(provider => provider.GetRequiredService<EscalationQueue>());
        return services;
    }
}
