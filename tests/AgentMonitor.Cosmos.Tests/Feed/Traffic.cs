using AgentMonitor.Executions;
using AgentMonitor.TestKit;

namespace AgentMonitor.Cosmos.Tests.Feed;

/// <summary>Executions as agents send them: most once, some started first, some sent again, some failing.</summary>
internal static class Traffic
{
    public static IEnumerable<Execution> Make(Random random, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var id = $"e{i}";
            var final = Some.Execution(
                id,
                agent: $"agent{random.Next(4)}",
                status: random.Next(10) == 0 ? ExecutionStatus.Failure : ExecutionStatus.Success,
                endedAt: Some.Noon.AddSeconds(random.Next(3 * 3600)),
                durationMs: random.Next(5000),
                user: $"u{random.Next(9)}",
                session: $"s{random.Next(12)}",
                error: "no " + random.Next(3));
            if (random.Next(3) == 0)
            {
                yield return Some.Execution(id, status: ExecutionStatus.Running) with { ContentHash = "start of " + id };
            }

            yield return final;
            if (random.Next(5) == 0)
            {
                yield return final;
            }
        }
    }
}
