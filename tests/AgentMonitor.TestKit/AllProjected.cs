using AgentMonitor.Executions;
using AgentMonitor.Projection;

namespace AgentMonitor.TestKit;

/// <summary>Says that everything durable is in the rollups, for tests that see to it themselves.</summary>
public sealed class AllProjected(TimeProvider clock) : IProjectedPosition, IFeedProgress
{
    public FeedMark End => new();

    public DateTimeOffset AsOf => clock.GetUtcNow();

    public TimeSpan Lag => TimeSpan.Zero;

    public ValueTask WaitUntilProjectedAsync(FeedMark mark, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<bool> IsProjectedAsync(LoggedExecution execution, CancellationToken cancellationToken) => new(true);

    public ValueTask<long> CountPendingAsync(CancellationToken cancellationToken) => new(0);
}
