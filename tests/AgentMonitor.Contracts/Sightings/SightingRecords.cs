using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;

namespace AgentMonitor.Contracts.Sightings;

/// <summary>
/// Executions of a few users in a few sessions over some days, a good part of them late, some running, some of them
/// finished later; the same seed, the same executions.
/// </summary>
internal static class SightingRecords
{
    public static List<Execution> Make(int count, int seed)
    {
        var random = new Random(seed);
        var executions = new List<Execution>();
        for (var i = 0; i < count; i++)
        {
            var ended = Some.Noon.AddHours(3).AddSeconds(-random.Next(random.Next(2) == 0 ? 3600 : 4 * 86_400)).AddMilliseconds(random.Next(1000));
            var user = random.Next(5) == 0 ? null : $"user{random.Next(12)}";
            var finished = Some.Execution(
                $"x{i}", agent: $"agent{random.Next(3)}", endedAt: ended, durationMs: random.Next(3) == 0 ? null : random.Next(90_000),
                user: user, session: random.Next(6) == 0 ? null : $"session{random.Next(20)}") with
            {
                ReceivedAt = ended.AddSeconds(random.Next(2) == 0 ? 1 : 7200),
                UserName = user is null || random.Next(3) > 0 ? null : $"{user} the {random.Next(3)}.",
                Language = random.Next(3) == 0 ? null : $"l{random.Next(3)}",
                Region = random.Next(3) == 0 ? null : $"r{random.Next(3)}",
            };
            if (random.Next(4) == 0)
            {
                executions.Add(Start(finished, ended.AddSeconds(-random.Next(60))));
            }

            if (random.Next(8) > 0)
            {
                executions.Add(finished);
            }
        }

        return executions;
    }

    private static Execution Start(Execution finished, DateTimeOffset receivedAt) => finished with
    {
        Status = ExecutionStatus.Running,
        ReceivedAt = receivedAt,
        CreatedAt = receivedAt.AddSeconds(-2),
        EndedAt = null,
        DurationMs = null,
        DeadlineAt = receivedAt.AddMinutes(30),
        ContentHash = "start of " + finished.Id,
    };
}
