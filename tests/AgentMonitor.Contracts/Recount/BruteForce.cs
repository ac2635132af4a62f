using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AgentMonitor.Executions;

namespace AgentMonitor.Contracts.Recount;

/// <summary>A second way to the numbers: straight from the executions, with none of the product's folding.</summary>
public sealed record BruteForce(
    long Success, long Failure, long Timeout, long Cancelled, long Timed, long DurationMs, long? Min, long? Max,
    long Tokens, long Cost, long Unpriced, long Users, long Sessions, long Reached, long Missed)
{
    public static BruteForce Of(IEnumerable<Execution> executions)
    {
        var all = executions.Where(execution => execution.Status != ExecutionStatus.Running).ToList();
        var durations = all
            .Where(execution => execution.Status != ExecutionStatus.Cancelled && execution.DurationMs is not null)
            .Select(execution => execution.DurationMs!.Value).ToList();
        return new BruteForce(
            all.Count(execution => execution.Status == ExecutionStatus.Success),
            all.Count(execution => execution.Status == ExecutionStatus.Failure),
            all.Count(execution => execution.Status == ExecutionStatus.Timeout),
            all.Count(execution => execution.Status == ExecutionStatus.Cancelled),
            durations.Count,
            durations.Sum(),
            durations.Count == 0 ? null : durations.Min(),
            durations.Count == 0 ? null : durations.Max(),
            all.Sum(execution => execution.TokensUsed ?? 0),
            all.Sum(execution => execution.Cost?.Value ?? 0),
            all.Sum(execution => execution.Cost is null ? execution.TokensUsed ?? 0 : 0),
            all.Select(execution => Distinct(execution.UserId, execution.Erased?.User)).OfType<string>().Distinct().Count(),
            all.Select(execution => Distinct(execution.SessionId, execution.Erased?.Session)).OfType<string>().Distinct().Count(),
            all.Count(execution => execution.Outcome == GoalOutcome.GoalReached),
            all.Count(execution => execution.Outcome == GoalOutcome.GoalMissed));
    }

    // Of one that was erased, the first 48 bits of a SHA-256 are left.
    private static string? Distinct(string? id, ulong? erased) => id is null
        ? erased?.ToString("X16", CultureInfo.InvariantCulture)[..12]
        : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..12];

    /// <summary>When it began, to the minute; 24 hours are looked back at most.</summary>
    public static DateTimeOffset MinuteBegun(Execution execution)
    {
        var end = Minute(execution.EndedAt!.Value);
        var begun = execution.StartedAt ?? execution.EndedAt.Value.AddMilliseconds(-(execution.DurationMs ?? 0));
        var earliest = end.AddHours(-24).AddMinutes(1);
        return begun > end ? end : Minute(begun) < earliest ? earliest : Minute(begun);
    }

    public static DateTimeOffset Minute(DateTimeOffset instant) =>
        new(instant.Year, instant.Month, instant.Day, instant.Hour, instant.Minute, 0, TimeSpan.Zero);
}
