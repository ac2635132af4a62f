using AgentMonitor.Sessions;
using AgentMonitor.Users;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Sessions;

internal static class SessionsServices
{
    /// <summary>What is asked about users and sessions.</summary>
    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<ActiveUsersQuery>();
        services.AddSingleton<LiveSessionsQuery>();
        services.AddSingleton<SessionJourneyQuery>();
        return services;
    }
}
