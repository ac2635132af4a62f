namespace AgentMonitor.Http.Health;

/// <summary>Since when the API has been up.</summary>
public sealed class Uptime(TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();

    public DateTimeOffset StartedAt { get; } = clock.GetUtcNow();

    public TimeSpan Elapsed => clock.GetElapsedTime(_start);
}
