using AgentMonitor.Projection;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Timers;

/// <summary>Carries out what admins registered; a turn that was stopped is taken up by the next, on whatever instance.</summary>
public sealed class RepricingFunctions(RepricingSweep sweep, TimerTurns turns)
{
    [Function("carry_out_repricings")]
    public Task CarryOutRepricings(
        [TimerTrigger("*/10 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        turns.TakeAsync("carry_out_repricings", async stop => await sweep.RunAsync(stop), cancellationToken);
}
