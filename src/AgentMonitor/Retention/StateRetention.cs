using AgentMonitor.Erasure;
using AgentMonitor.Escalations;

namespace AgentMonitor.Retention;

/// <summary>
/// Takes small state away at its age, which no store does by itself: whom was forgotten, and where admins have put
/// escalations. Alerts that are over are swept by who writes them.
/// </summary>
public sealed class StateRetention(Forgetting forgetting, EscalationQueue escalations)
{
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await forgetting.SweepAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Neither waits for the other to work again.
            await escalations.SweepAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
