using AgentMonitor.Executions;

namespace AgentMonitor.Escalations;

/// <summary>
/// Where an admin has put an escalation. It stands over what records say, earlier and later ones alike, and is kept in
/// the state, so that it outlives every view.
/// </summary>
public sealed record EscalationMove(
    EscalationState State, DateTimeOffset MovedAt, DateTimeOffset? StartedAt, DateTimeOffset? ResolvedAt, string? Note)
{
    /// <summary>The move of an escalation as it stands to a state, with a note that replaces an older one if there is one.</summary>
    public static EscalationMove Of(EscalationEntry stands, EscalationState to, string? note, DateTimeOffset now) => new(
        to,
        now,
        to == EscalationState.InProgress ? stands.StartedAt ?? now : to == EscalationState.Resolved ? stands.StartedAt : null,
        to == EscalationState.Resolved ? stands.State == EscalationState.Resolved ? stands.ResolvedAt ?? now : now : null,
        note ?? stands.Move?.Note);
}
