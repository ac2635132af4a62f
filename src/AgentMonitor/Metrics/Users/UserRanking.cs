namespace AgentMonitor.Metrics.Users;

/// <summary>The first few of any number of users, who come in no order; it holds no more than it was asked for.</summary>
internal sealed class UserRanking(UserOrder order, int limit)
{
    // The last of them first: whoever comes before it takes its place.
    private readonly PriorityQueue<UserFigures, Place> _best = new(Comparer<Place>.Create(static (left, right) => Compare(right, left)));

    /// <summary>How many came.</summary>
    public int Users { get; private set; }

    public void Take(string userId, in UserFigures figures)
    {
        Users++;
        var place = new Place(Key(figures, order), figures.Total, userId);
        if (_best.Count < limit)
        {
            _best.Enqueue(figures, place);
        }
        else if (_best.TryPeek(out _, out var last) && Compare(place, last) < 0)
        {
            _best.DequeueEnqueue(figures, place);
        }
    }

    public IReadOnlyList<RankedUser> Best() =>
    [
        .. _best.UnorderedItems.OrderBy(user => user.Priority, Comparer<Place>.Create(Compare))
            .Select(user => new RankedUser(user.Priority.UserId, user.Element)),
    ];

    private static long Key(in UserFigures figures, UserOrder order) => order switch
    {
        UserOrder.Cost => figures.Cost.Value,
        UserOrder.Tokens => figures.Tokens,
        UserOrder.Errors => figures.Failed,
        UserOrder.LastSeen => figures.LastSeenAt.UtcTicks,
        _ => figures.Total,
    };

    // Whoever has more comes first; of equals the one with more executions, then by id.
    private static int Compare(Place left, Place right) =>
        left.Key != right.Key ? right.Key.CompareTo(left.Key)
        : left.Total != right.Total ? right.Total.CompareTo(left.Total)
        : string.CompareOrdinal(left.UserId, right.UserId);

    private readonly record struct Place(long Key, long Total, string UserId);
}
