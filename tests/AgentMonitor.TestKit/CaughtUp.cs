using AgentMonitor.Projection;

namespace AgentMonitor.TestKit;

/// <summary>A feed of which nothing waits.</summary>
public sealed class CaughtUp(TimeProvider clock) : IFeedProgress
{
    public DateTimeOffset AsOf => clock.GetUtcNow();

    public TimeSpan Lag => TimeSpan.Zero;
}
