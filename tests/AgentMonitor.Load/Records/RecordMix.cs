namespace AgentMonitor.Load.Records;

/// <summary>What the records are like: who, which model, how long, how many tokens. The same seed, the same records.</summary>
internal sealed class RecordMix(int agents, int models, int users, double userExponent, int seed)
{
    // Every one of them is in the price table, so that pricing is part of the work.
    private static readonly string[] PricedModels = ["gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-4.1-mini", "o4-mini"];

    private readonly Random _random = new(seed);

    private readonly ZipfSampler _users = new(users, userExponent);

    private readonly ZipfSampler _agents = new(agents, 1.0);

    public Sample Next()
    {
        var user = _users.Next(_random);
        var duration = (long)Math.Clamp(LogNormal(median: 1_800, sigma: 0.9), 20, 600_000);
        var input = (long)Math.Clamp(LogNormal(median: 1_500, sigma: 1.0), 10, 120_000);
        var output = (long)Math.Clamp(LogNormal(median: 250, sigma: 0.9), 1, 8_000);
        return new Sample(
            Agent: $"agent_{_agents.Next(_random):00}",
            Model: PricedModels[_random.Next(Math.Clamp(models, 1, PricedModels.Length))],
            User: $"user_{user:00000}",
            Session: $"sess_{user:00000}_{_random.Next(8)}",
            DurationMs: duration,
            TtftMs: duration / _random.Next(3, 12),
            InputTokens: input,
            CacheReadTokens: _random.Next(3) == 0 ? input / 2 : 0,
            OutputTokens: output,
            ReasoningTokens: _random.Next(4) == 0 ? output / 3 : 0,
            Status: _random.Next(100) switch { < 3 => "failure", 3 => "timeout", _ => "success" });
    }

    // Box-Muller.
    private double LogNormal(double median, double sigma)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return median * Math.Exp(sigma * normal);
    }
}

internal sealed record Sample(
    string Agent,
    string Model,
    string User,
    string Session,
    long DurationMs,
    long TtftMs,
    long InputTokens,
    long CacheReadTokens,
    long OutputTokens,
    long ReasoningTokens,
    string Status);
