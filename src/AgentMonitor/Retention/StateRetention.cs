using AgentMonitor.Erasure;
using AgentMonitor.Escalations;
using AgentMonitor.Projection;
using AgentMonitor.State;

namespace AgentMonitor.Retention;

/// <summary>
/// Takes small state away at its age, which no store does by itself: whom was forgotten, where admins have put
/// escalations, and a recount that proves nothing any more. Alerts that are over are swept by who writes them.
/// </summary>
public sealed class StateRetention(Forgetting forgetting, EscalationQueue escalations, LastRecount recount)
{
    public Task SweepAsync(CancellationToken cancellationToken) =>
        EachStep.TakeAsync(
            [forgetting.SweepAsync, async stop => await escalations.SweepAsync(stop).ConfigureAwait(false), recount.SweepAsync], cancellationToken);
}
