using AgentMonitor.Erasure;

namespace AgentMonitor.Alerts;

/// <summary>Rules and alerts without a user's id; each answers what it was given where nothing has to go. Pure.</summary>
internal static class AlertErasure
{
    public static AlertRuleSet Of(AlertRuleSet rules, string userId) =>
        rules.Rules.Any(rule => !ReferenceEquals(Of(rule, userId), rule)) ? new AlertRuleSet([.. rules.Rules.Select(rule => Of(rule, userId))]) : rules;

    /// <param name="subjects">Whose alerts go altogether.</param>
    public static AlertStanding Of(AlertStanding standing, string userId, IReadOnlySet<string> subjects)
    {
        var alerts = standing.Active.Concat(standing.Closing).Concat(standing.Deliveries.Select(delivery => delivery.Alert));
        return alerts.All(alert => ReferenceEquals(Of(alert, userId, subjects), alert)) ? standing : standing with
        {
            Active = [.. standing.Active.Select(alert => Of(alert, userId, subjects)).OfType<Alert>()],
            Closing = [.. standing.Closing.Select(alert => Of(alert, userId, subjects)).OfType<Alert>()],
            Deliveries =
            [
                .. from delivery in standing.Deliveries
                   let alert = Of(delivery.Alert, userId, subjects)
                   where alert is not null
                   select delivery with { Alert = alert },
            ],
        };
    }

    /// <summary>Null: it goes.</summary>
    public static Alert? Of(Alert alert, string userId, IReadOnlySet<string> subjects)
    {
        if (alert.Subject is { } subject && subjects.Contains(subject))
        {
            return null;
        }

        var (name, message) = (ErasedText.Of(alert.RuleName, userId, AlertRules.LongestName), ErasedText.Of(alert.Message, userId));
        var note = alert.AcknowledgedNote is { } written ? ErasedText.Of(written, userId) : null;
        return ReferenceEquals(name, alert.RuleName) && ReferenceEquals(message, alert.Message) && ReferenceEquals(note, alert.AcknowledgedNote)
            ? alert
            : alert with { RuleName = name, Message = message, AcknowledgedNote = note };
    }

    private static AlertRule Of(AlertRule rule, string userId) =>
        ErasedText.Of(rule.Name, userId, AlertRules.LongestName) is var name && ReferenceEquals(name, rule.Name) ? rule : rule with { Name = name };
}
