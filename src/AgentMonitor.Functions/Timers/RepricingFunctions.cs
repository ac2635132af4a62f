using AgentMonitor.Projection;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Timers;

/// <summary>Carries out what admins registered; a turn that was stopped is taken up by the next, on whatever instance.</summary>
public sealed class RepricingFunctions(RepricingSweep sweep)
{
    [Function("carry_out_repricings")]
    public async Task CarryOutRepricings(
        [TimerTrigger("*/10 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        await sweep.RunAsync(cancellationToken);
}
