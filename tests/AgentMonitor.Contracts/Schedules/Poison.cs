using AgentMonitor.Executions;

namespace AgentMonitor.Contracts.Schedules;

/// <summary>What no projector can fold: a run that is over and has no end.</summary>
internal static class Poison
{
    public static Execution Of(Execution execution) => execution with { Status = ExecutionStatus.Success, EndedAt = null };

    /// <summary>As who can fold it reads it.</summary>
    public static Execution Cured(Execution execution) => Is(execution) ? execution with { EndedAt = execution.ReceivedAt } : execution;

    public static bool Is(Execution execution) => execution is { Status: not ExecutionStatus.Running, EndedAt: null };
}
