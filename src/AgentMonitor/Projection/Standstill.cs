using AgentMonitor.Executions;

namespace AgentMonitor.Projection;

/// <summary>
/// Knows since when the projection has been failing without a success in between, and why; after
/// <see cref="Patience"/> it has stopped, and nobody waits for it any more.
/// </summary>
public sealed class Standstill(TimeProvider clock)
{
    /// <summary>Whatever passes by itself has passed by then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    private long? _failingSince;

    private Exception? _why;

    public bool IsReached => _failingSince is { } since && clock.GetElapsedTime(since) >= Patience;

    public void Failed(Exception why)
    {
        _failingSince ??= clock.GetTimestamp();
        _why = why;
    }

    public void Ended() => (_failingSince, _why) = (null, null);

    /// <summary>What whoever waits is told.</summary>
    public StoreUnavailableException ToException() => Of(
        _why is StoreUnavailableException known ? known.Message : "It fails in a way it should not, which the log describes.", _why);

    /// <param name="why">A sentence.</param>
    public static StoreUnavailableException Of(string why, Exception? inner = null) => new(
        StoreFault.ProjectionStopped, $"The projection has stopped: {why} Nothing is lost, and it goes on by itself once it can.",
        RetryAfter, inner);
}
