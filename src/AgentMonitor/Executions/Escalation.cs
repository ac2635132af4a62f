namespace AgentMonitor.Executions;

/// <summary>An execution handed to a person, or not (<see cref="EscalationState.None"/>).</summary>
public sealed record Escalation(EscalationState State, EscalationSeverity? Severity);

public enum EscalationState
{
    None,
    Pending,
    InProgress,
    Resolved,
}

public enum EscalationSeverity
{
    Low,
    Normal,
    High,
    Critical,
}

/// <summary>Whether the user got what the execution was for.</summary>
public enum GoalOutcome
{
    GoalReached,
    GoalMissed,
}
