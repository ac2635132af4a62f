using AgentMonitor.Projection;
using AgentMonitor.Sessions;
using AgentMonitor.Users;

namespace AgentMonitor.TestKit;

/// <summary>Users and sessions, made anew for each question from all that was projected.</summary>
public sealed class InMemorySightings(Func<IReadOnlyList<FeedItem>> projected) : IUsers, ISessions
{
    public ValueTask<SeenUser?> FindAsync(string userId, CancellationToken cancellationToken) =>
        new(Users().FirstOrDefault(user => user.UserId == userId));

    public ValueTask<SeenUserPage> ListAsync(UserFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var after = SeenCursor.Read(cursor);
        var found = Users().Where(user => filter.Matches(user) && after.IsBefore(user.LastSeenAt, user.UserId))
            .OrderByDescending(user => user.LastSeenAt).ThenByDescending(user => user.UserId, StringComparer.Ordinal).ToList();
        var page = found.Take(limit).ToList();
        return new(new SeenUserPage(
            page, found.Count > limit ? new SeenCursor(page[^1].LastSeenAt, page[^1].UserId).ToString() : null));
    }

    public ValueTask<long> CountAsync(UserSpan span, CancellationToken cancellationToken) => new(Users().LongCount(span.Holds));

    ValueTask<Session?> ISessions.FindAsync(string sessionId, CancellationToken cancellationToken) =>
        new(Sessions().FirstOrDefault(session => session.SessionId == sessionId));

    public ValueTask<SessionPage> ListAsync(SessionFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var after = SeenCursor.Read(cursor);
        var found = Sessions().Where(session => filter.Matches(session) && after.IsBefore(session.LastActivityAt, session.SessionId))
            .OrderByDescending(session => session.LastActivityAt).ThenByDescending(session => session.SessionId, StringComparer.Ordinal).ToList();
        var page = found.Take(limit).ToList();
        return new(new SessionPage(
            page, found.Count > limit ? new SeenCursor(page[^1].LastActivityAt, page[^1].SessionId).ToString() : null));
    }

    public ValueTask<LiveSessions> LiveAsync(DateTimeOffset activeFrom, DateTimeOffset newFrom, CancellationToken cancellationToken) =>
        new(LiveSessions.Of(
            Sessions().Where(session => session.LastActivityAt >= activeFrom)
                .Select(session => (session.Language?.Value, session.FirstActivityAt, session.LastActivityAt)),
            newFrom));

    private IEnumerable<SeenUser> Users() =>
        projected().SelectMany(item => Of(item).Users).GroupBy(user => user.UserId, StringComparer.Ordinal)
            .Select(sightings => sightings.Aggregate((one, other) => one.Merge(other)));

    private IEnumerable<Session> Sessions() =>
        projected().SelectMany(item => Of(item).Sessions).GroupBy(session => session.SessionId, StringComparer.Ordinal)
            .Select(sightings => sightings.Aggregate((one, other) => one.Merge(other)));

    private static GatheredSightings Of(FeedItem item)
    {
        var seen = new GatheredSightings();
        seen.Take(item);
        return seen;
    }
}
