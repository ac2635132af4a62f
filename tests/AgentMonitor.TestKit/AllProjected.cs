using AgentMonitor.Executions;
using AgentMonitor.Projection;

namespace AgentMonitor.TestKit;

/// <summary>
/// Says that everything durable is in the rollups, for tests that see to it themselves. Without <paramref name="end"/>
/// it does not know where the log ends, as a store of many partitions does not.
/// </summary>
public sealed class AllProjected(TimeProvider clock, Func<long>? end = null) : IProjectedPosition, IFeedProgress
{
    public FeedMark End => end is null ? new FeedMark() : FeedMark.Of(0, end());

    public DateTimeOffset AsOf => clock.GetUtcNow();

    public TimeSpan Lag => TimeSpan.Zero;

    public ValueTask WaitUntilProjectedAsync(FeedMark mark, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<bool> IsProjectedAsync(LoggedExecution execution, CancellationToken cancellationToken) => new(true);

    public ValueTask<long> CountPendingAsync(CancellationToken cancellationToken) => new(0);
}
