using AgentMonitor.Costs;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Users;

/// <summary>What users are ranked by. Ten thousand are held for a day, so it is small; sums stop at the top.</summary>
public readonly record struct UserFigures(
    long Successful, long Failed, long Cancelled, long Tokens, NanoUsd Cost, long Timed, long DurationMs, DateTimeOffset LastSeenAt,
    NanoUsd ReportedCost = default, long UnpricedTokens = 0)
{
    /// <summary>Success, failure and timeout.</summary>
    public long Total => Totals.Saturated(Successful, Failed);

    public decimal? SuccessRate =>
        Total == 0 ? null : Math.Round((decimal)Successful / Total, 4, MidpointRounding.ToEven);

    public long? AverageDurationMs =>
        Timed == 0 ? null : (long)Math.Round((decimal)DurationMs / Timed, MidpointRounding.ToEven);

    public UserFigures Plus(in UserFigures other) => new(
        Totals.Saturated(Successful, other.Successful),
        Totals.Saturated(Failed, other.Failed),
        Totals.Saturated(Cancelled, other.Cancelled),
        Totals.Saturated(Tokens, other.Tokens),
        new NanoUsd(Totals.Saturated(Cost.Value, other.Cost.Value)),
        Totals.Saturated(Timed, other.Timed),
        Totals.Saturated(DurationMs, other.DurationMs),
        LastSeenAt > other.LastSeenAt ? LastSeenAt : other.LastSeenAt,
        new NanoUsd(Totals.Saturated(ReportedCost.Value, other.ReportedCost.Value)),
        Totals.Saturated(UnpricedTokens, other.UnpricedTokens));

    /// <summary>What a user's day holds of those hours; null when it holds nothing. The document is not kept open.</summary>
    public static UserFigures? Of(RollupDocument day, UserDaySpan span)
    {
        UserFigures? sum = null;
        foreach (var (_, totals) in day.ReadTotals(name => IsWithin(name, span)))
        {
            sum = sum is { } known ? known.Plus(Of(totals)) : Of(totals);
        }

        return sum;
    }

    /// <summary>The same of a stored document, which nothing else is made of.</summary>
    /// <exception cref="AgentMonitor.Executions.StoreUnavailableException">It is incomplete.</exception>
    public static UserFigures? OfStored(RollupKey key, int slice, ReadOnlySpan<byte> body, UserDaySpan span)
    {
        UserFigures? sum = null;
        var isWhole = RollupDocument.TryReadTotals(
            key, body,
            name => CellName.TryUserHour(name, out var hour) && hour >= span.FromHour && hour < span.ToHour,
            totals => sum = sum is { } known ? known.Plus(Of(totals)) : Of(totals));
        return isWhole ? sum : Of(RollupDocument.Read(key, slice, body).EnsureComplete(), span);
    }

    /// <summary>The same of many documents, by user; slices of one user's day come together.</summary>
    public static Dictionary<string, UserFigures> Of(IEnumerable<RollupDocument> days, UserDaySpan span)
    {
        var users = new Dictionary<string, UserFigures>(StringComparer.Ordinal);
        foreach (var day in days)
        {
            if (day.Key.Scope.UserId is { } user && Of(day.EnsureComplete(), span) is { } figures)
            {
                users[user] = users.TryGetValue(user, out var known) ? known.Plus(figures) : figures;
            }
        }

        return users;
    }

    private static bool IsWithin(string name, UserDaySpan span) =>
        CellName.TryUserHour(name, out var hour, out _) && hour >= span.FromHour && hour < span.ToHour;

    private static UserFigures Of(Totals totals) => new(
        totals[Counter.Success], totals.Failed, totals[Counter.Cancelled], totals[Counter.TokensUsed], totals.Cost,
        totals[Counter.Timed], totals[Counter.DurationMs], totals.LastEndedAt ?? DateTimeOffset.MinValue,
        new NanoUsd(totals[Counter.ReportedCost]), totals[Counter.UnpricedTokens]);
}
