using AgentMonitor.Erasure;
using AgentMonitor.Http.Admin;
using AgentMonitor.Projection;
using AgentMonitor.Retention;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Erasure;

internal static class ErasureServices
{
    /// <summary>Whoever knows users besides the store is an <see cref="IUserTraces"/> here.</summary>
    public static IServiceCollection AddErasure(this IServiceCollection services)
    {
        services.AddSingleton<ErasureRecords>();
        services.AddSingleton<UserDays>();
        services.AddSingleton<Forgetting>();
        services.AddSingleton<StateRetention>();
        services.AddSingleton<IUserTraces>(provider => provider.GetRequiredService<Receipts>());
        services.AddSingleton<IUserTraces>(provider => provider.GetRequiredService<LastRecount>());
        services.AddSingleton<IUserTraces, AdminTexts>();
        return services;
    }
}
