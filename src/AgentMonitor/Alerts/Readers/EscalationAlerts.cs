using AgentMonitor.Escalations;
using AgentMonitor.Executions;

namespace AgentMonitor.Alerts.Readers;

/// <summary>How many escalations have waited for longer than the rule's window, and nobody has taken them up.</summary>
public sealed class EscalationAlerts(EscalationQueue queue) : IAlertReader
{
    public IReadOnlyCollection<AlertKind> Kinds { get; } = [AlertKind.EscalationsWaiting];

    public async ValueTask<IReadOnlyList<AlertReading>> ReadAsync(AlertRule rule, DateTimeOffset now, CancellationToken cancellationToken) =>
        [new AlertReading(null, await queue.WaitingAsync(now - TimeSpan.FromMinutes(rule.WindowMinutes), cancellationToken).ConfigureAwait(false))];
}
