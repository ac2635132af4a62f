using AgentMonitor.Executions;

namespace AgentMonitor.Escalations;

/// <summary>An escalation in the queue: what its records say, under where an admin has put it, if one has.</summary>
public sealed record EscalationEntry(RaisedEscalation Raised, EscalationMove? Move)
{
    public string ExecutionId => Raised.ExecutionId;

    public EscalationState State => Move?.State ?? Raised.State;

    public EscalationSeverity? Severity => Raised.Severity;

    public DateTimeOffset RaisedAt => Raised.RaisedAt;

    public DateTimeOffset? StartedAt => Move is null ? Raised.StartedAt : Move.StartedAt;

    public DateTimeOffset? ResolvedAt => Move is null ? Raised.ResolvedAt : Move.ResolvedAt;

    public bool IsOpen => State is EscalationState.Pending or EscalationState.InProgress;

    /// <summary>When somebody took it up, or settled it without; null while it waits.</summary>
    public DateTimeOffset? TakenAt => StartedAt ?? ResolvedAt;

    /// <summary>From when it was raised until it was taken up, or until now.</summary>
    public TimeSpan Wait(DateTimeOffset now) =>
        (TakenAt ?? now) - RaisedAt is { Ticks: > 0 } wait ? wait : TimeSpan.Zero;
}
