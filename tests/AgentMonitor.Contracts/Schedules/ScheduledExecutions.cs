using AgentMonitor.Executions;
using AgentMonitor.TestKit;

namespace AgentMonitor.Contracts.Schedules;

/// <summary>Executions that meet in few buckets, so that a fence has something to keep apart.</summary>
internal static class ScheduledExecutions
{
    private static readonly ExecutionStatus[] Ends =
        [ExecutionStatus.Success, ExecutionStatus.Failure, ExecutionStatus.Timeout, ExecutionStatus.Cancelled];

    public static Execution Finished(Random random, int number) => Of(random, "x" + number, Ends[random.Next(Ends.Length)]);

    public static Execution Running(Random random, int number)
    {
        var running = Of(random, "r" + number, ExecutionStatus.Running);
        return running with { ContentHash = "start of " + running.Id.Value };
    }

    public static Execution End(Execution started, Random random)
    {
        var end = Of(random, started.Id.Value, Ends[random.Next(Ends.Length)]);
        return end with { ContentHash = $"end {end.Status} {end.EndedAt:O}" };
    }

    // Some costs are reported, some computed, some unknown.
    private static Execution Of(Random random, string id, ExecutionStatus status)
    {
        var execution = Unpriced(random, id, status);
        return random.Next(4) switch
        {
            0 => execution with { Cost = null, CostComputed = false },
            1 => execution with { CostComputed = false },
            _ => execution,
        };
    }

    private static Execution Unpriced(Random random, string id, ExecutionStatus status) => Some.Execution(
        id,
        agent: "agent" + random.Next(2),
        status: status,
        endedAt: Some.Noon.AddHours(random.Next(2) * -24).AddMinutes(random.Next(2) * 70).AddSeconds(random.Next(50)),
        durationMs: random.Next(5) == 0 ? null : random.Next(60_000),
        user: random.Next(4) == 0 ? null : "user" + random.Next(2),
        session: "session" + random.Next(9),
        model: random.Next(4) == 0 ? null : "model" + random.Next(2),
        error: "error number " + random.Next(2)) with
    {
        StartedAt = random.Next(3) == 0 ? Some.Noon.AddHours(-random.Next(40)) : null,
        Feature = random.Next(3) == 0 ? null : "feature" + random.Next(2),
        Variant = random.Next(2) == 0 ? null : "variant",
        Region = random.Next(2) == 0 ? null : "region" + random.Next(2),
        Language = random.Next(2) == 0 ? null : "language",
        Outcome = random.Next(2) == 0 ? null : GoalOutcome.GoalReached,
    };
}
