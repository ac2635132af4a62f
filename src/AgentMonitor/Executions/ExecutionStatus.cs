namespace AgentMonitor.Executions;

/// <summary>Where an execution stands. Everything but <see cref="Running"/> is final.</summary>
public enum ExecutionStatus
{
    Running,
    Success,
    Failure,
    Timeout,
    Cancelled,
}

public static class ExecutionStatuses
{
    public static bool IsFinal(this ExecutionStatus status) => status != ExecutionStatus.Running;

    /// <summary>Failure and timeout: what admins read as "failed".</summary>
    public static bool IsError(this ExecutionStatus status) =>
        status is ExecutionStatus.Failure or ExecutionStatus.Timeout;
}
