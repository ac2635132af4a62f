using AgentMonitor.Budgets;
using AgentMonitor.Functions.Live;
using AgentMonitor.Functions.Settings;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Timers;

/// <summary>Tells browsers when a budget's state changes.</summary>
public sealed class BudgetWatchFunctions(BudgetWatch watch, Broadcaster broadcaster)
{
    [Function("watch_budgets")]
    [SignalROutput(HubName = LiveHub.Name, ConnectionStringSetting = TriggerSettings.SignalR)]
    public async Task<SignalRMessageAction[]?> WatchBudgets(
        [TimerTrigger("8/15 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken)
    {
        await watch.RunAsync(cancellationToken);
        return LiveHub.Messages(await broadcaster.SignalledAsync(cancellationToken));
    }
}
