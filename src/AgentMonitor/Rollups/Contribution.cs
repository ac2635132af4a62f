using AgentMonitor.Costs;
using AgentMonitor.Executions;

namespace AgentMonitor.Rollups;

/// <summary>What one finished execution adds to each of its cells; hashed and titled once, added many times.</summary>
public sealed class Contribution
{
    /// <summary>How far back from its end an execution is taken to have been under way.</summary>
    public const int MostMinutes = 24 * 60;

    internal const int QuarterMinutes = 15;

    private readonly (int Number, Contribution Contribution)[]? _repriced;

    private Contribution(Execution execution, DateTimeOffset endedAt, ulong? userHash, ulong? sessionHash, CostLens lens)
    {
        (Execution, EndedAt, UserHash, SessionHash) = (execution, endedAt, userHash, sessionHash);
        _repriced = lens.Prices(execution) is { } prices ? [.. prices.Select(price => (price.Number, Repriced(price.Execution)))] : null;
    }

    public Execution Execution { get; }

    public DateTimeOffset EndedAt { get; }

    public ulong? UserHash { get; }

    public ulong? SessionHash { get; }

    /// <summary>Whether what it costs depends on the lens through which a bucket is counted.</summary>
    public bool IsRepriced => _repriced is not null;

    /// <summary>Of the hour of its end: 0 to 3.</summary>
    public int Quarter => EndedAt.Minute / QuarterMinutes;

    /// <summary>How many minutes before that of its end it began: 0 to <see cref="MostMinutes"/> - 1.</summary>
    public int MinutesUnderWay
    {
        get
        {
            var length = Execution.StartedAt is { } started
                ? EndedAt.UtcTicks - started.UtcTicks
                : Math.Min(Execution.DurationMs ?? 0, MostMinutes * 60_000L) * TimeSpan.TicksPerMillisecond;
            var began = Math.Clamp(EndedAt.UtcTicks - length, 0, EndedAt.UtcTicks);
            return (int)Math.Min((EndedAt.UtcTicks / TimeSpan.TicksPerMinute) - (began / TimeSpan.TicksPerMinute), MostMinutes - 1);
        }
    }

    /// <summary>
    /// Null for what adds to no total: a run that is not over, or a completion that came after its timeout.
    /// <paramref name="hashOf"/> is <see cref="DistinctSketch.HashOf"/> or remembers what that said.
    /// </summary>
    public static Contribution? Of(Execution execution, Func<string, ulong> hashOf, CostLens lens)
    {
        if (!execution.Status.IsFinal() || execution.IsLate)
        {
            return null;
        }

        var endedAt = execution.EndedAt
            ?? throw new InvalidDataException("A finished execution has no end time, so it belongs to no bucket.");
        if (HasNegatives(execution))
        {
            throw new InvalidDataException("A duration, a number of tokens or a cost is negative, so it cannot be added up.");
        }

        return new Contribution(
            execution,
            endedAt.ToUniversalTime(),
            execution.UserId is { } user ? hashOf(user) : execution.Erased?.User,
            execution.SessionId is { } session ? hashOf(session) : execution.Erased?.Session,
            lens);
    }

    public static Contribution? Of(Execution execution) => Of(execution, DistinctSketch.HashOf, CostLens.Clear);

    /// <summary>What it adds to a bucket that is counted through the repricings up to <paramref name="number"/>.</summary>
    public Contribution Through(int number)
    {
        for (var i = (_repriced?.Length ?? 0) - 1; i >= 0; i--)
        {
            if (_repriced![i].Number <= number)
            {
                return _repriced[i].Contribution;
            }
        }

        return this;
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

    private Contribution Repriced(Execution execution) => new(execution, EndedAt, UserHash, SessionHash, CostLens.Clear);

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

    // Intake lets none through; damaged bytes may. Sums, sketches and their stored forms rely on it.
    private static bool HasNegatives(Execution execution) =>
        ((execution.DurationMs ?? 0) | (execution.TtftMs ?? 0) | (execution.TokensUsed ?? 0) | (execution.Cost?.Value ?? 0)
            | (execution.Usage is { } usage
                ? usage.Input | usage.CacheRead | usage.CacheWrite | usage.Output | usage.Reasoning
                : 0)) < 0;

    private static Counter StatusCounter(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Success => Counter.Success,
        ExecutionStatus.Failure => Counter.Failure,
        ExecutionStatus.Timeout => Counter.Timeout,
        _ => Counter.Cancelled,
    };
}
