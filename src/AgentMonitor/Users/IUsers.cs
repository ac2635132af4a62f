using AgentMonitor.Executions;

namespace AgentMonitor.Users;

/// <summary>
/// Everybody who was ever seen, as far as the feed has been projected; kept until forgotten. First seen is exact. Last
/// seen, and what goes with it, is right to the minute: a store need not write a user anew for every execution. Spans
/// therefore begin and end at whole minutes.
/// </summary>
public interface IUsers
{
    ValueTask<SeenUser?> FindAsync(string userId, CancellationToken cancellationToken);

    /// <summary>
    /// At most <paramref name="limit"/> matches after <paramref name="cursor"/> (null: from the first), last seen
    /// first. A page may be short, or empty, and still have a next cursor: a search looks at a bounded number at a
    /// time. An unreadable cursor is an <see cref="InvalidCursorException"/>.
    /// </summary>
    ValueTask<SeenUserPage> ListAsync(UserFilter filter, string? cursor, int limit, CancellationToken cancellationToken);

    /// <summary>How many there are in the span, without looking at each of them.</summary>
    ValueTask<long> CountAsync(UserSpan span, CancellationToken cancellationToken);
}

/// <summary>Whole minutes; null means any.</summary>
public sealed record UserSpan
{
    public static UserSpan Ever { get; } = new();

    /// <summary>Last seen then or later.</summary>
    public DateTimeOffset? SeenFrom { get; init; }

    /// <summary>First seen then or later: new since then.</summary>
    public DateTimeOffset? NewFrom { get; init; }

    /// <summary>First seen before then.</summary>
    public DateTimeOffset? NewBefore { get; init; }

    public bool Holds(SeenUser user) =>
        !(user.LastSeenAt < SeenFrom) && !(user.FirstSeenAt < NewFrom) && !(user.FirstSeenAt >= NewBefore);
}

/// <param name="Text">Found in the id or the name, whatever its case; null means any.</param>
public sealed record UserFilter(UserSpan Span, string? Text = null)
{
    public bool Matches(SeenUser user) =>
        Span.Holds(user)
        && (Text is null
            || user.UserId.Contains(Text, StringComparison.OrdinalIgnoreCase)
            || user.Name?.Value.Contains(Text, StringComparison.OrdinalIgnoreCase) == true);
}

public sealed record SeenUserPage(IReadOnlyList<SeenUser> Items, string? NextCursor);
