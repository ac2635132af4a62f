using AgentMonitor.Metrics.Activity;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Status;

internal static class StatusServices
{
    public static IServiceCollection AddStatus(this IServiceCollection services)
    {
        services.AddSingleton<RecentActivityQuery>();
        return services;
    }
}
