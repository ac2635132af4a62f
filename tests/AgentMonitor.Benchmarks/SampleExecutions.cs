using AgentMonitor.Costs;
using AgentMonitor.Executions;

namespace AgentMonitor.Benchmarks;

/// <summary>Executions as the load tool sends them: 20 agents, 5 models, 10,000 users by Zipf's law, 4 % errors.</summary>
internal sealed class SampleExecutions
{
    private const int Users = 10_000;

    private static readonly DateTimeOffset Start = new(2026, 10, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(1);

    private readonly double[] _userWeights = new double[Users];

    private long _number;

    public SampleExecutions()
    {
        var sum = 0.0;
        for (var rank = 0; rank < Users; rank++)
        {
            _userWeights[rank] = sum += Math.Pow(rank + 1, -1.1);
        }
    }

    public List<Execution> Next(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    private Execution Next()
    {
        var found = Array.BinarySearch(_userWeights, _random.NextDouble() * _userWeights[^1]);
        var user = Math.Min(found < 0 ? ~found : found, Users - 1);
        var endedAt = Start.AddMilliseconds(_number / 40);
        var status = _random.Next(100) switch { < 3 => ExecutionStatus.Failure, 3 => ExecutionStatus.Timeout, _ => ExecutionStatus.Success };
        var message = status == ExecutionStatus.Success ? null : "The model answered 500";
        var duration = (long)(600 * Math.Exp(3 * _random.NextDouble()));
        return new Execution
        {
            Id = new ExecutionId($"sample{_number++:x16}"),
            AgentName = $"agent_{(int)(20 * Math.Pow(_random.NextDouble(), 2)):00}",
            Status = status,
            ReceivedAt = endedAt,
            CreatedAt = endedAt.AddMilliseconds(-duration),
            EndedAt = endedAt,
            UserId = $"user_{user:00000}",
            SessionId = $"sess_{user:00000}_{_random.Next(8)}",
            DurationMs = duration,
            TtftMs = duration / 7,
            Model = $"model-{_random.Next(5)}",
            TokensUsed = 1_750,
            Usage = new TokenUsage(1_500, 0, 0, 250, 0),
            Cost = new NanoUsd(6_250_000),
            CostComputed = true,
            ErrorMessage = message,
            ErrorFingerprint = message is null ? null : ErrorFingerprint.Of(null, message),
            ContentHash = Convert.ToBase64String(BitConverter.GetBytes(_number * 7919)),
            Content = new ExecutionContent(new byte[150], null, null),
        };
    }
}
