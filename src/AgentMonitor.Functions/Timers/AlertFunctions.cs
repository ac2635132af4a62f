using AgentMonitor.Functions.Live;
using AgentMonitor.Functions.Settings;
using AgentMonitor.Http.Alerts;
using AgentMonitor.Live;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Timers;

/// <summary>
/// Looks at the alert rules, tells browsers and the webhook. The platform runs it on one instance at a time; should it
/// not, the one that saves first is the one that tells.
/// </summary>
public sealed class AlertFunctions(AlertWatch watch, Broadcaster broadcaster, TimerTurns turns)
{
    [Function("watch_alerts")]
    [SignalROutput(HubName = LiveHub.Name, ConnectionStringSetting = TriggerSettings.SignalR)]
    public async Task<SignalRMessageAction[]?> WatchAlerts(
        [TimerTrigger("3/15 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken)
    {
        IReadOnlyList<LiveFrame> frames = [];
        await turns.TryAsync(
            "watch_alerts",
            [watch.EvaluateAsync, async stop => frames = await broadcaster.SignalledAsync(stop), watch.DeliverAsync],
            cancellationToken);
        return LiveHub.Messages(frames);
    }
}
