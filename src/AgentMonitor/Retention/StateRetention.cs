using AgentMonitor.Erasure;
using AgentMonitor.Escalations;
using AgentMonitor.Projection;

namespace AgentMonitor.Retention;

/// <summary>
/// Takes small state away at its age, which no store does by itself: whom was forgotten, where admins have put
/// escalations, and a recount that proves nothing any more. Alerts that are over are swept by who writes them.
/// </summary>
public sealed class StateRetention(Forgetting forgetting, EscalationQueue escalations, LastRecount recount)
{
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        // None waits for another to work again.
        try
        {
            await forgetting.SweepAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            try
            {
                await escalations.SweepAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await recount.SweepAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
