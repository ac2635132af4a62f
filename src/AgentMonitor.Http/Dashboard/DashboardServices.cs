using AgentMonitor.Http.Realtime;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Dashboard;

internal static class DashboardServices
{
    /// <summary>The answers of many sections.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddSingleton<RealtimeAnswers>();
        services.AddSingleton<DashboardAnswers>();
        return services;
    }
}
