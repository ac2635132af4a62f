using AgentMonitor.Metrics.Users;
using AgentMonitor.Rollups;

namespace AgentMonitor.Cosmos.Rollups;

/// <summary>
/// All users of a day come from one query over all partitions, whose charge grows with the users. So what it came to
/// is remembered: of today and yesterday for a minute, of days before that for ten. What was read first goes first
/// when it holds too many.
/// </summary>
internal sealed class CosmosUserDays(RollupReader reader, Func<string> generation, TimeProvider clock) : IUserDays
{
    private const int MostFigures = 250_000;

    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Older = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();

    private readonly Dictionary<UserDaySpan, Known> _known = [];

    public async ValueTask<IReadOnlyDictionary<string, UserFigures>> ReadAsync(UserDaySpan span, CancellationToken cancellationToken)
    {
        if (Find(span) is { } known)
        {
            return known;
        }

        var mine = generation() + "|";
        var documents = new List<RollupDocument>();
        foreach (var root in await reader.UserDayAsync(span.Day, cancellationToken).ConfigureAwait(false))
        {
            if (root.List.StartsWith(mine, StringComparison.Ordinal))
            {
                documents.AddRange(await reader.SlicesAsync(root, cancellationToken).ConfigureAwait(false));
            }
        }

        var users = UserFigures.Of(documents, span);
        Keep(span, users);
        return users;
    }

    /// <summary>A user's day was deleted; what this process remembers of that day goes at once.</summary>
    public void Forget(DateTimeOffset day)
    {
        lock (_gate)
        {
            foreach (var span in _known.Keys.Where(span => span.Day == day).ToList())
            {
                _known.Remove(span);
            }
        }
    }

    private Dictionary<string, UserFigures>? Find(UserDaySpan span)
    {
        var now = clock.GetUtcNow();
        var age = span.Day >= TimeBucket.Floor(Grain.Day, now).AddDays(-1) ? Recent : Older;
        lock (_gate)
        {
            return _known.TryGetValue(span, out var known) && now - known.ReadAt < age ? known.Users : null;
        }
    }

    private void Keep(UserDaySpan span, Dictionary<string, UserFigures> users)
    {
        lock (_gate)
        {
            _known[span] = new Known(clock.GetUtcNow(), users);
            while (_known.Count > 1 && _known.Values.Sum(known => (long)known.Users.Count) > MostFigures)
            {
                _known.Remove(_known.MinBy(known => known.Value.ReadAt).Key);
            }
        }
    }

    private sealed record Known(DateTimeOffset ReadAt, Dictionary<string, UserFigures> Users);
}
