using AgentMonitor.State;

namespace AgentMonitor.Alerts;

/// <summary>The rules as they are stored.</summary>
public sealed record AlertRuleSet(IReadOnlyList<AlertRule> Rules)
{
    public static AlertRuleSet Default { get; } = new(AlertRules.Defaults);
}

public enum AcknowledgeOutcome
{
    Acknowledged,

    /// <summary>No alert has this id, or it is over.</summary>
    NotFound,

    /// <summary>It is pending: there is nothing to acknowledge yet.</summary>
    NotFiring,
}

/// <summary>The rules and the alerts, as admins see and change them.</summary>
public sealed class AlertBook(IStateStore state, TimeProvider clock)
{
    internal StateValue<AlertRuleSet> Rules { get; } =
        new(state, StateKinds.Alerts, "rules", AlertJson.Default.AlertRuleSet, () => AlertRuleSet.Default);

    internal StateValue<AlertStanding> Standing { get; } =
        new(state, StateKinds.Alerts, "standing", AlertJson.Default.AlertStanding, () => AlertStanding.Empty);

    public ValueTask<Versioned<AlertRuleSet>> ReadRulesAsync(CancellationToken cancellationToken) =>
        Rules.ReadAsync(cancellationToken);

    public async ValueTask<AlertStanding> ReadStandingAsync(CancellationToken cancellationToken) =>
        (await Standing.ReadAsync(cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>Null: the stored rules are of another version than <paramref name="etag"/>, and nothing has changed.</summary>
    public async ValueTask<Versioned<AlertRuleSet>?> TrySaveRulesAsync(AlertRuleSet rules, string? etag, CancellationToken cancellationToken) =>
        await Rules.TrySaveAsync(rules, etag, cancellationToken).ConfigureAwait(false) is { } saved
            ? new Versioned<AlertRuleSet>(rules, saved)
            : null;

    /// <summary>Whatever version there is.</summary>
    public ValueTask<Versioned<AlertRuleSet>> SaveRulesAsync(AlertRuleSet rules, CancellationToken cancellationToken) =>
        Rules.ChangeAsync(_ => rules, cancellationToken);

    /// <summary>Takes a user's id out of rules and alerts, and alerts of some subjects away.</summary>
    public async ValueTask ForgetAsync(string userId, IReadOnlySet<string> subjects, CancellationToken cancellationToken)
    {
        await Rules.ChangeAsync(rules => AlertErasure.Of(rules, userId), cancellationToken).ConfigureAwait(false);
        await Standing.ChangeAsync(standing => AlertErasure.Of(standing, userId, subjects), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Once is enough: a second note takes the place of the first, the time stays.</summary>
    public async ValueTask<(AcknowledgeOutcome Outcome, Alert? Alert)> AcknowledgeAsync(
        string alertId, string? note, CancellationToken cancellationToken)
    {
        var outcome = AcknowledgeOutcome.NotFound;
        Alert? acknowledged = null;
        await Standing.ChangeAsync(
            standing =>
            {
                var alert = standing.Active.FirstOrDefault(active => active.Id == alertId);
                outcome = alert switch
                {
                    null => AcknowledgeOutcome.NotFound,
                    { IsFiring: false } => AcknowledgeOutcome.NotFiring,
                    _ => AcknowledgeOutcome.Acknowledged,
                };
                if (outcome != AcknowledgeOutcome.Acknowledged)
                {
                    return standing;
                }

                acknowledged = alert! with
                {
                    State = AlertState.Acknowledged,
                    AcknowledgedAt = alert.AcknowledgedAt ?? clock.GetUtcNow(),
                    AcknowledgedNote = note ?? alert.AcknowledgedNote,
                };
                return standing with { Active = [.. standing.Active.Select(active => active.Id == alertId ? acknowledged : active)] };
            },
            cancellationToken).ConfigureAwait(false);
        return (outcome, acknowledged);
    }
}
