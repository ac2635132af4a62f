using AgentMonitor.Costs;
using AgentMonitor.Executions;

namespace AgentMonitor.TestKit;

/// <summary>Executions for tests, plain unless told otherwise.</summary>
public static class Some
{
    public static DateTimeOffset Noon { get; } = new(2026, 10, 20, 12, 0, 0, TimeSpan.Zero);

    public static Execution Execution(
        string id,
        string agent = "tutor",
        ExecutionStatus status = ExecutionStatus.Success,
        DateTimeOffset? endedAt = null,
        long? durationMs = 1200,
        string? user = "u1",
        string? session = "s1",
        string? model = "gpt-4o",
        string? error = null) => new()
        {
            Id = new ExecutionId(id),
            AgentName = agent,
            Status = status,
            ReceivedAt = endedAt ?? Noon,
            CreatedAt = (endedAt ?? Noon).AddMilliseconds(-(durationMs ?? 0)),
            EndedAt = status == ExecutionStatus.Running ? null : endedAt ?? Noon,
            DeadlineAt = status == ExecutionStatus.Running ? (endedAt ?? Noon).AddMinutes(30) : null,
            DurationMs = durationMs,
            UserId = user,
            SessionId = session,
            Model = model,
            Usage = new TokenUsage(100, 20, 0, 10, 5),
            TokensUsed = 110,
            Cost = model is null ? null : new NanoUsd(350_000),
            CostComputed = model is not null,
            ErrorMessage = error,
            ErrorFingerprint = status.IsError() ? ErrorFingerprint.Of(null, error ?? "failed") : null,
            ContentHash = id,
        };
}
