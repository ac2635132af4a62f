using AgentMonitor.Executions;
using AgentMonitor.Projection;

namespace AgentMonitor.TestKit;

/// <summary>Says that whatever is durable is projected: for tests that project by hand.</summary>
public sealed class AllProjected(Func<long> end) : IProjectedPosition
{
    public FeedMark End => FeedMark.Of(0, end());

    public ValueTask WaitUntilProjectedAsync(FeedMark mark, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<bool> IsProjectedAsync(LoggedExecution execution, CancellationToken cancellationToken) => new(true);

    public ValueTask<long> CountPendingAsync(CancellationToken cancellationToken) => new(0);
}
