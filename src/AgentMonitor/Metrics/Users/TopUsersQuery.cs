using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Users;

/// <summary>What comes first.</summary>
public enum UserOrder
{
    Executions,
    Cost,
    Tokens,
    Errors,
    LastSeen,
}

public sealed record RankedUser(string UserId, UserFigures Figures);

/// <param name="TotalUsers">Everybody of the window, not only those that are listed.</param>
public sealed record TopUsersAnswer(IReadOnlyList<RankedUser> Users, int TotalUsers, DateTimeOffset AsOf, TimeSpan Lag);

/// <summary>
/// The users of a window, in order. What it reads grows with the days and the users in them, and what did not change
/// since the last question is not read or merged again.
/// </summary>
public sealed class TopUsersQuery(IUserDays days, IFeedProgress progress, TimeProvider clock)
{
    private readonly MergedUserDays _merged = new();

    /// <summary>The window is widened to whole hours.</summary>
    public async ValueTask<TopUsersAnswer> GetAsync(
        MetricsWindow window, UserOrder order, int limit, CancellationToken cancellationToken)
    {
        var (asOf, lag) = (progress.AsOf, progress.Lag);
        var parts = new List<IReadOnlyDictionary<string, UserFigures>>();
        foreach (var span in Spans(window))
        {
            parts.Add(await days.ReadAsync(span, cancellationToken));
        }

        var ranking = new UserRanking(order, limit);
        foreach (var (user, figures) in _merged.Of(parts))
        {
            ranking.Take(user, figures);
        }

        return new TopUsersAnswer(ranking.Best(), ranking.Users, asOf, lag);
    }

    private IEnumerable<UserDaySpan> Spans(MetricsWindow window)
    {
        var from = TimeBucket.Floor(Grain.Hour, window.From);
        var to = window.IsOpen
            ? TimeBucket.Of(Grain.Day, clock.GetUtcNow()).End
            : TimeBucket.Of(Grain.Hour, window.To.AddTicks(-1)).End;
        for (var day = TimeBucket.Floor(Grain.Day, from); day < to; day = day.AddDays(1))
        {
            yield return new UserDaySpan(
                day, day < from ? from.Hour : 0, to - day >= Grain.Day.Length() ? 24 : to.Hour);
        }
    }
}
