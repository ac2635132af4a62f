using AgentMonitor.Functions.Live;
using AgentMonitor.Functions.Settings;
using AgentMonitor.Http.Alerts;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Timers;

/// <summary>
/// Looks at the alert rules, tells browsers and the webhook. The platform runs it on one instance at a time; should it
/// not, the one that saves first is the one that tells.
/// </summary>
public sealed class AlertFunctions(AlertWatch watch, Broadcaster broadcaster)
{
    [Function("watch_alerts")]
    [SignalROutput(HubName = LiveHub.Name, ConnectionStringSetting = TriggerSettings.SignalR)]
    public async Task<SignalRMessageAction[]?> WatchAlerts(
        [TimerTrigger("3/15 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken)
    {
        await watch.EvaluateAsync(cancellationToken);
        var frames = await broadcaster.SignalledAsync(cancellationToken);
        await watch.DeliverAsync(cancellationToken);
        return LiveHub.Messages(frames);
    }
}
