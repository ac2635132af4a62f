using AgentMonitor.Health;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Health;

/// <summary><c>/healthz/live</c>, <c>/healthz/ready</c> and <c>GET /api/health/quick</c></summary>
internal static class HealthEndpoints
{
    public static RouteShape AliveShape { get; } = new(typeof(AliveDto));

    public static RouteShape ReadyShape { get; } = new(typeof(AliveDto)) { Successes = [200, 503] };

    public static RouteShape QuickShape { get; } = new(typeof(HealthDto));

    /// <summary>The process answers; whether it can do anything useful is not asked.</summary>
    public static Task LiveAsync(HttpContext context) =>
        JsonAnswers.OkAsync(context, new AliveDto("alive"), WireJson.Default.AliveDto);

    /// <summary>Whether it makes sense to send requests here. Anyone may ask, so it says nothing else.</summary>
    public static async Task ReadyAsync(HttpContext context)
    {
        var report = await context.RequestServices.GetRequiredService<HealthCheck>()
            .RunAsync(HealthCheck.LongPatience, context.RequestAborted);
        var isReady = report.State != HealthState.Down;
        await JsonAnswers.WriteAsync(
            context,
            isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
            new AliveDto(isReady ? "ready" : "not_ready"),
            WireJson.Default.AliveDto);
    }

    public static async Task QuickAsync(HttpContext context) => await JsonAnswers.OkAsync(
        context, await QuickHealth.ReadAsync(context.RequestServices, context.RequestAborted), WireJson.Default.HealthDto);
}

public sealed record AliveDto(string Status);

/// <summary>How each part is; the status is that of the worst.</summary>
public sealed record HealthDto(
    HealthState Status,
    DateTimeOffset Timestamp,
    long UptimeMs,
    long MemoryMb,
    long FeedLagMs,
    IReadOnlyDictionary<string, HealthPartDto> Checks);

public sealed record HealthPartDto(
    HealthState Status, string? Detail, long TookMs, IReadOnlyDictionary<string, double?> Figures)
{
    internal static HealthPartDto From(ProbedPart part) =>
        new(part.Finding.State, part.Finding.Sentence, part.TookMs, part.Finding.Figures);
}
