using AgentMonitor.Projection;

namespace AgentMonitor.Alerts.Readers;

/// <summary>Readings of the projection itself.</summary>
public sealed class FeedAlerts(IFeedProgress progress, IDeadLetters letters) : IAlertReader
{
    public IReadOnlyCollection<AlertKind> Kinds { get; } = [AlertKind.FeedLag, AlertKind.DeadLetters];

    public async ValueTask<IReadOnlyList<AlertReading>> ReadAsync(AlertRule rule, DateTimeOffset now, CancellationToken cancellationToken) =>
    [
        new AlertReading(null, rule.Kind == AlertKind.FeedLag
            ? (decimal)Math.Round(progress.Lag.TotalMilliseconds)
            : await letters.CountAsync(cancellationToken).ConfigureAwait(false)),
    ];
}
