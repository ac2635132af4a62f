using AgentMonitor.Ingest;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.Users;

namespace AgentMonitor.Metrics;

/// <summary>Everything one user did, as far back as days are kept.</summary>
/// <param name="Seen">When the user was there first and last, as lists of users have it; null for one nobody has seen.</param>
public sealed record UserSummary(Rollup Numbers, string? FavouriteAgent, int ActiveDays, SeenUser? Seen)
{
    /// <summary>Active on more than one day of UTC.</summary>
    public bool IsReturning => ActiveDays > 1;
}

/// <summary>Sums up a user from the user's days: one small document for each day the user was there.</summary>
public sealed class UserSummaryQuery(IRollupStore store, IUsers users)
{
    // Last seen is right to the minute, and a run is seen before it ends.
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    public async ValueTask<UserSummary> GetAsync(string userId, CancellationToken cancellationToken)
    {
        var seen = await users.FindAsync(userId, cancellationToken);
        var days = seen is null ? [] : await store.ReadRangeAsync(
            RollupScope.User(userId), Grain.Day, Instants.Add(seen.FirstSeenAt, -Margin), Instants.Add(seen.LastSeenAt, Margin),
            cancellationToken);
        var numbers = new Rollup();
        var runs = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, cell) in days.SelectMany(day => day.Cells))
        {
            if (CellName.TryUserHour(name, out _, out var agent))
            {
                numbers.Merge(cell);
                runs[agent] = runs.GetValueOrDefault(agent) + cell.Totals.Total + cell.Totals[Counter.Cancelled];
            }
        }

        var favourite = runs.OrderByDescending(agent => agent.Value).ThenBy(agent => agent.Key, StringComparer.Ordinal);
        return new UserSummary(
            numbers, favourite.FirstOrDefault().Key, days.Select(day => day.Key.Bucket).Distinct().Count(), seen);
    }
}
