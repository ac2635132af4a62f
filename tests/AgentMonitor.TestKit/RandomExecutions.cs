using AgentMonitor.Executions;

namespace AgentMonitor.TestKit;

/// <summary>A varied execution from a seeded source.</summary>
public static class RandomExecutions
{
    private static readonly ExecutionStatus[] Statuses = Enum.GetValues<ExecutionStatus>();

    public static Execution Next(Random random, int number, DateTimeOffset endedAt) => Some.Execution(
        "x" + number,
        agent: "agent" + random.Next(4),
        status: Statuses[random.Next(Statuses.Length)],
        endedAt: endedAt,
        durationMs: random.Next(5) == 0 ? null : random.Next(60_000),
        user: random.Next(6) == 0 ? null : "user" + random.Next(5),
        session: "session" + random.Next(9),
        model: random.Next(4) == 0 ? null : "model" + random.Next(2),
        error: "error number " + random.Next(3)) with
    {
        StartedAt = StartOf(random, endedAt),
        TtftMs = random.Next(3) == 0 ? random.Next(900) : null,
        Outcome = random.Next(3) switch { 0 => GoalOutcome.GoalReached, 1 => GoalOutcome.GoalMissed, _ => null },
        Feature = random.Next(3) == 0 ? null : "feature" + random.Next(3),
        Variant = random.Next(2) == 0 ? null : "variant" + random.Next(2),
        Region = random.Next(3) == 0 ? null : "region" + random.Next(3),
        Language = random.Next(3) == 0 ? null : "language" + random.Next(3),
    };

    // Most are short; a few go on for longer than a day, or say that they began after their end.
    private static DateTimeOffset? StartOf(Random random, DateTimeOffset endedAt) => random.Next(8) switch
    {
        < 4 => null,
        < 6 => endedAt.AddSeconds(-random.Next(300)),
        6 => endedAt.AddMinutes(-random.Next(30 * 60)),
        _ => endedAt.AddSeconds(random.Next(60)),
    };
}
