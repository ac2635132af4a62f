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
        error: "error number " + random.Next(3));
}
