using AgentMonitor.Projection;
using AgentMonitor.Sessions;

namespace AgentMonitor.Users;

/// <summary>
/// Who was seen in a page of the feed, each user and each session once: the same as merging what each execution says by
/// itself. Used again after <see cref="Clear"/>. Not safe for use by several threads at once.
/// </summary>
public sealed class GatheredSightings
{
    private readonly DraftsByName<SeenUserDraft> _users = new();

    private readonly DraftsByName<SessionDraft> _sessions = new();

    public int UserCount => _users.Count;

    public int SessionCount => _sessions.Count;

    public IEnumerable<SeenUser> Users => _users.All.Select(static user => user.Value.ToSeenUser(user.Key));

    public IEnumerable<Session> Sessions => _sessions.All.Select(static session => session.Value.ToSession(session.Key));

    public void Take(FeedItem item)
    {
        if (Sighting.Of(item) is not { } sighting)
        {
            return;
        }

        if (item.Execution.UserId is { } user)
        {
            _users.Of(user).See(item.Execution, sighting);
        }

        if (item.Execution.SessionId is { } session)
        {
            _sessions.Of(session).See(item.Execution, sighting);
        }
    }

    public void Clear()
    {
        _users.Clear(static user => user.Clear());
        _sessions.Clear(static session => session.Clear());
    }
}
