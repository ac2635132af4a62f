using AgentMonitor.Health;
using AgentMonitor.Projection;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Health;

/// <summary>How each part is, in under 100 ms: what a part does not say by then is what it is.</summary>
internal static class QuickHealth
{
    public static async Task<HealthDto> ReadAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var report = await services.GetRequiredService<HealthCheck>().RunAsync(HealthCheck.Patience, cancellationToken);
        var progress = services.GetRequiredService<IFeedProgress>();
        return new HealthDto(
            report.State,
            report.At,
            (long)services.GetRequiredService<Uptime>().Elapsed.TotalMilliseconds,
            Environment.WorkingSet / (1024 * 1024),
            (long)progress.Lag.TotalMilliseconds,
            report.Parts.ToDictionary(part => part.Name, HealthPartDto.From));
    }
}
