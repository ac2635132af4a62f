using System.Text.Json.Serialization;
using AgentMonitor.Executions;
using AgentMonitor.Projection;

namespace AgentMonitor.Escalations;

/// <summary>
/// What the records of one execution say of its being handed to a person. Merging is associative, commutative and
/// idempotent: the newest record says how it stands, and each instant is the earliest that was told.
/// </summary>
public sealed record RaisedEscalation
{
    public required string ExecutionId { get; init; }

    public required long Sequence { get; init; }

    public required string AgentName { get; init; }

    public string? UserId { get; init; }

    public string? SessionId { get; init; }

    public required EscalationState State { get; init; }

    public EscalationSeverity? Severity { get; init; }

    public string? ErrorMessage { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    [JsonIgnore]
    public bool IsOpen => State is EscalationState.Pending or EscalationState.InProgress;

    /// <summary>
    /// Null where a record says nothing of an escalation; <see cref="EscalationState.None"/> says nothing, and so
    /// takes nothing back.
    /// </summary>
    public static RaisedEscalation? Of(FeedItem item)
    {
        var execution = item.Execution;
        if (execution.Escalation is not { State: not EscalationState.None } escalation || execution.IsLate)
        {
            return null;
        }

        var at = (execution.EndedAt ?? execution.ReceivedAt).ToUniversalTime();
        return new RaisedEscalation
        {
            ExecutionId = execution.Id.Value,
            Sequence = item.Lsn,
            AgentName = execution.AgentName,
            UserId = execution.UserId,
            SessionId = execution.SessionId,
            State = escalation.State,
            Severity = escalation.Severity,
            ErrorMessage = execution.ErrorMessage,
            RaisedAt = at,
            StartedAt = escalation.State == EscalationState.InProgress ? at : null,
            ResolvedAt = escalation.State == EscalationState.Resolved ? at : null,
        };
    }

    public RaisedEscalation Merge(RaisedEscalation other)
    {
        var newest = other.Sequence > Sequence ? other : this;
        return newest with
        {
            Severity = newest.Severity ?? Severity ?? other.Severity,
            RaisedAt = other.RaisedAt < RaisedAt ? other.RaisedAt : RaisedAt,
            StartedAt = Earlier(StartedAt, other.StartedAt),
            ResolvedAt = Earlier(ResolvedAt, other.ResolvedAt),
        };
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null || right < left ? right : left;
}
