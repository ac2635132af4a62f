using AgentMonitor.Live;

namespace AgentMonitor.Alerts;

/// <summary>What a look at all rules came to.</summary>
/// <param name="Unread">Rules whose readings could not be taken.</param>
/// <param name="DroppedDeliveries">Deliveries that were given up because too many waited.</param>
public sealed record AlertReport(
    IReadOnlyList<Alert> Raised, IReadOnlyList<Alert> Resolved, IReadOnlyList<(AlertRule Rule, Exception Fault)> Unread, int DroppedDeliveries)
{
    public static AlertReport Nothing { get; } = new([], [], [], 0);
}

/// <summary>
/// Looks at all rules again and again. How things stand is saved in one step before anybody is told, so that whoever
/// dies, or finds that another was quicker, has told nobody of what did not happen.
/// </summary>
public sealed class AlertEvaluator(
    AlertBook book, AlertHistory history, IEnumerable<IAlertReader> readers, ILiveSignals signals, AlertOptions options, TimeProvider clock)
{
    private readonly Dictionary<AlertKind, IAlertReader> _readers = readers
        .SelectMany(reader => reader.Kinds.Select(kind => (Kind: kind, Reader: reader)))
        .GroupBy(pair => pair.Kind).ToDictionary(group => group.Key, group => group.Last().Reader);

    public static string NewId() => Guid.CreateVersion7().ToString("N");

    public async Task<AlertReport> RunAsync(CancellationToken cancellationToken)
    {
        var rules = (await book.ReadRulesAsync(cancellationToken).ConfigureAwait(false)).Value.Rules;
        var unread = new List<(AlertRule Rule, Exception Fault)>();
        var readings = new List<RuleReadings>();
        foreach (var rule in rules.Where(rule => rule.Enabled))
        {
            readings.Add(new RuleReadings(rule, await ReadAsync(rule, unread, cancellationToken).ConfigureAwait(false)));
        }

        var stood = await book.Standing.ReadAsync(cancellationToken).ConfigureAwait(false);
        var turn = AlertTurn.Of(stood.Value, readings, clock.GetUtcNow(), NewId, options.HasWebhook);
        if (!ReferenceEquals(turn.Standing, stood.Value)
            && await book.Standing.TrySaveAsync(turn.Standing, stood.ETag, cancellationToken).ConfigureAwait(false) is null)
        {
            // Another instance, or an admin, was quicker; the next look starts from what they left.
            return AlertReport.Nothing with { Unread = unread };
        }

        Publish(turn);
        await CloseAsync(turn.Standing.Closing, cancellationToken).ConfigureAwait(false);
        var told = options.HasWebhook ? turn.Raised.Count + turn.Resolved.Count : 0;
        return new AlertReport(
            turn.Raised, turn.Resolved, unread, stood.Value.Deliveries.Count + told - turn.Standing.Deliveries.Count);
    }

    private async ValueTask<IReadOnlyList<AlertReading>?> ReadAsync(
        AlertRule rule, List<(AlertRule Rule, Exception Fault)> unread, CancellationToken cancellationToken)
    {
        if (!_readers.TryGetValue(rule.Kind, out var reader))
        {
            return [];
        }

        try
        {
            return await reader.ReadAsync(rule, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // What one rule looks at may fail; the others are looked at all the same.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            unread.Add((rule, exception));
            return null;
        }
    }

    private void Publish(AlertTurn turn)
    {
        foreach (var alert in turn.Raised)
        {
            signals.Publish(LiveSignal.AlertRaised(alert.Id, AlertNotice.Write(alert)));
        }

        foreach (var alert in turn.Resolved)
        {
            signals.Publish(LiveSignal.AlertResolved(alert.Id, AlertNotice.Write(alert)));
        }
    }

    // Into the history first: a crash in between puts it there once more under the same id, which changes nothing.
    private async ValueTask CloseAsync(IReadOnlyList<Alert> closing, CancellationToken cancellationToken)
    {
        if (closing.Count == 0)
        {
            return;
        }

        foreach (var alert in closing)
        {
            await history.SaveAsync(alert, cancellationToken).ConfigureAwait(false);
        }

        var ids = closing.Select(alert => alert.Id).ToHashSet(StringComparer.Ordinal);
        await book.Standing.ChangeAsync(
            standing => standing.Closing.Any(alert => ids.Contains(alert.Id))
                ? standing with { Closing = [.. standing.Closing.Where(alert => !ids.Contains(alert.Id))] }
                : standing,
            cancellationToken).ConfigureAwait(false);
    }
}
