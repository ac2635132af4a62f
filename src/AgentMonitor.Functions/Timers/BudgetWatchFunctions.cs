using AgentMonitor.Budgets;
using AgentMonitor.Functions.Live;
using AgentMonitor.Functions.Settings;
using AgentMonitor.Live;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Timers;

/// <summary>Tells browsers when a budget's state changes.</summary>
public sealed class BudgetWatchFunctions(BudgetWatch watch, Broadcaster broadcaster, TimerTurns turns)
{
    [Function("watch_budgets")]
    [SignalROutput(HubName = LiveHub.Name, ConnectionStringSetting = TriggerSettings.SignalR)]
    public async Task<SignalRMessageAction[]?> WatchBudgets(
        [TimerTrigger("8/15 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken)
    {
        IReadOnlyList<LiveFrame> frames = [];
        await turns.TryAsync(
            "watch_budgets",
            [async stop => await watch.RunAsync(stop), async stop => frames = await broadcaster.SignalledAsync(stop)],
            cancellationToken);
        return LiveHub.Messages(frames);
    }
}
