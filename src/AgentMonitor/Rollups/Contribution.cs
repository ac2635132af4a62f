using AgentMonitor.Executions;

namespace AgentMonitor.Rollups;

/// <summary>What one finished execution adds to each of its cells; hashed and titled once, added many times.</summary>
public sealed class Contribution
{
    private Contribution(Execution execution, DateTimeOffset endedAt)
    {
        Execution = execution;
        EndedAt = endedAt;
        UserHash = execution.UserId is { } user ? DistinctSketch.HashOf(user) : null;
        SessionHash = execution.SessionId is { } session ? DistinctSketch.HashOf(session) : null;
    }

    public Execution Execution { get; }

    public DateTimeOffset EndedAt { get; }

    public ulong? UserHash { get; }

    public ulong? SessionHash { get; }

    /// <summary>
    /// Null for what adds to no total: a run that is not over, or a completion that came after its timeout.
    /// </summary>
    public static Contribution? Of(Execution execution)
    {
        if (!execution.Status.IsFinal() || execution.Flags.HasFlag(ExecutionFlags.Late))
        {
            return null;
        }

        var endedAt = execution.EndedAt
            ?? throw new InvalidDataException("A finished execution has no end time, so it belongs to no bucket.");
        if (execution.DurationMs < 0 || execution.TtftMs < 0)
        {
            throw new InvalidDataException("A duration is negative, which no sketch can hold.");
        }

        return new Contribution(execution, endedAt.ToUniversalTime());
    }

    public void AddTo(Totals totals)
    {
        totals.SeenAt(EndedAt);
        totals.Add(StatusCounter(Execution.Status), 1);
        if (Execution.Outcome is { } outcome)
        {
            totals.Add(outcome == GoalOutcome.GoalReached ? Counter.GoalReached : Counter.GoalMissed, 1);
        }

        if (LatencyMs is { } duration)
        {
            totals.AddDuration(duration);
        }

        AddTokens(totals);
        if (Execution.Cost is { } cost)
        {
            totals.Add(Execution.CostComputed ? Counter.ComputedCost : Counter.ReportedCost, cost.Value);
        }
    }

    /// <summary>The duration where it counts as a latency: a cancelled run's does not.</summary>
    public long? LatencyMs => Execution.Status == ExecutionStatus.Cancelled ? null : Execution.DurationMs;

    public long? TtftMs => Execution.Status == ExecutionStatus.Cancelled ? null : Execution.TtftMs;

    private void AddTokens(Totals totals)
    {
        totals.Add(Counter.TokensUsed, Execution.TokensUsed ?? 0);
        totals.Add(Counter.UnpricedTokens, Execution.UnpricedTokens);
        if (Execution.Usage is { } usage)
        {
            totals.Add(Counter.InputTokens, usage.Input);
            totals.Add(Counter.CacheReadTokens, usage.CacheRead);
            totals.Add(Counter.CacheWriteTokens, usage.CacheWrite);
            totals.Add(Counter.OutputTokens, usage.Output);
            totals.Add(Counter.ReasoningTokens, usage.Reasoning);
        }
    }

    private static Counter StatusCounter(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Success => Counter.Success,
        ExecutionStatus.Failure => Counter.Failure,
        ExecutionStatus.Timeout => Counter.Timeout,
        _ => Counter.Cancelled,
    };
}
