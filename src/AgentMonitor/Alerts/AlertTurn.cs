using AgentMonitor.Alerts.Webhook;

namespace AgentMonitor.Alerts;

/// <summary>The readings of one rule; null: they could not be taken, and its alerts stay as they are.</summary>
public sealed record RuleReadings(AlertRule Rule, IReadOnlyList<AlertReading>? Readings);

/// <summary>One look at all rules: how things stand after it, and what is to be told. Pure.</summary>
public sealed record AlertTurn(AlertStanding Standing, IReadOnlyList<Alert> Raised, IReadOnlyList<Alert> Resolved)
{
    /// <summary>What is beyond it is left out, pending first: a document has to hold them all.</summary>
    public const int MostActive = 120;

    /// <summary>Beyond it the oldest is given up.</summary>
    public const int MostDeliveries = 100;

    /// <param name="tells">Whether there is somebody to tell.</param>
    public static AlertTurn Of(
        AlertStanding before, IReadOnlyList<RuleReadings> rules, DateTimeOffset now, Func<string> newId, bool tells)
    {
        var stood = before.Active.ToDictionary(alert => (alert.RuleId, alert.Subject));
        var after = new List<Alert>();
        foreach (var rule in rules.Where(rule => rule.Rule.Enabled))
        {
            after.AddRange(Next(rule, stood, now, newId));
        }

        after.AddRange(stood.Values.Select(alert => AlertEvaluation.Ended(alert, now)).OfType<Alert>());
        var active = after.Where(alert => alert.State != AlertState.Resolved)
            .OrderByDescending(alert => alert.IsFiring).Take(MostActive).ToList();
        var resolved = after.Where(alert => alert.State == AlertState.Resolved).ToList();
        var raised = active.Where(alert => alert.IsFiring && !WasFiring(before, alert)).ToList();
        var told = tells ? [.. raised, .. resolved] : (IReadOnlyList<Alert>)[];
        return new AlertTurn(
            Same(before, active, resolved)
                ? before
                : before with
                {
                    Active = active,
                    Closing = [.. before.Closing, .. resolved],
                    Deliveries = [.. before.Deliveries.Concat(told.Select(alert => Delivery(alert, now, newId))).TakeLast(MostDeliveries)],
                },
            raised,
            resolved);
    }

    // Takes what it has dealt with out of what stood; what is left there has no rule or no subject any more.
    private static IEnumerable<Alert> Next(
        RuleReadings rule, Dictionary<(string RuleId, string? Subject), Alert> stood, DateTimeOffset now, Func<string> newId)
    {
        if (rule.Readings is not { } readings)
        {
            foreach (var key in stood.Keys.Where(key => key.RuleId == rule.Rule.Id).ToList())
            {
                stood.Remove(key, out var kept);
                yield return kept!;
            }

            yield break;
        }

        foreach (var reading in readings.DistinctBy(reading => reading.Subject))
        {
            stood.Remove((rule.Rule.Id, reading.Subject), out var previous);

            // A rule that was made to look at another thing begins anew.
            if (previous is not null && previous.Kind != rule.Rule.Kind)
            {
                if (AlertEvaluation.Ended(previous, now) is { } ended)
                {
                    yield return ended;
                }

                previous = null;
            }

            if (AlertEvaluation.Next(rule.Rule, reading, previous, now, newId) is { } next)
            {
                yield return next;
            }
        }
    }

    private static bool WasFiring(AlertStanding before, Alert alert) =>
        before.Active.Any(earlier => earlier.Id == alert.Id && earlier.IsFiring);

    private static bool Same(AlertStanding before, List<Alert> active, List<Alert> resolved) =>
        resolved.Count == 0 && before.Active.SequenceEqual(active);

    private static WebhookDelivery Delivery(Alert alert, DateTimeOffset now, Func<string> newId) => new()
    {
        Id = newId(),
        Event = alert.State == AlertState.Resolved ? WebhookEvent.Resolved : WebhookEvent.Raised,
        Alert = alert,
        At = now,
        NextTryAt = now,
    };
}
