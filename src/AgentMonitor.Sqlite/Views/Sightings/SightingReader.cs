using System.Text;
using AgentMonitor.Sessions;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Users;

namespace AgentMonitor.Sqlite.Views.Sightings;

/// <summary>Reads users and sessions; lent by a pool. Each question is one statement, and so of one state.</summary>
internal sealed class SightingReader(Connection connection) : IDisposable
{
    private readonly Statement _user = connection.Prepare("SELECT body FROM users WHERE id = ?1");
    private readonly Statement _users = connection.Prepare(
        """
        SELECT body FROM users WHERE minute >= ?1 AND minute <= ?2 AND (last < ?3 OR (last = ?3 AND id < ?4))
        ORDER BY minute DESC, last DESC, id DESC LIMIT ?5
        """);

    private readonly Statement _countUsers = connection.Prepare("SELECT count(*) FROM users WHERE minute >= ?1");
    private readonly Statement _countNew = connection.Prepare("SELECT count(*) FROM users WHERE first >= ?1 AND first < ?2");
    private readonly Statement _countBoth = connection.Prepare(
        "SELECT count(*) FROM users WHERE first >= ?1 AND first < ?2 AND minute >= ?3");

    private readonly Statement _session = connection.Prepare("SELECT body FROM sessions WHERE id = ?1");
    private readonly Statement _sessions = connection.Prepare(
        """
        SELECT body FROM sessions WHERE minute >= ?1 AND minute <= ?2 AND (last < ?3 OR (last = ?3 AND id < ?4))
        ORDER BY minute DESC, last DESC, id DESC LIMIT ?5
        """);

    // The plus keeps the index by minute out of it: a user has few sessions.
    private readonly Statement _sessionsOfUser = connection.Prepare(
        """
        SELECT body FROM sessions
        WHERE user_key = ?6 AND +minute >= ?1 AND +minute <= ?2 AND (last < ?3 OR (last = ?3 AND id < ?4))
        ORDER BY +minute DESC, last DESC, id DESC LIMIT ?5
        """);

    private readonly Statement _active = connection.Prepare("SELECT id, language, first, last FROM sessions WHERE minute >= ?1");

    public SeenUser? User(string id)
    {
        var found = _user.Bind(1, Encoding.UTF8.GetBytes(id)).Step() ? SightingBytes.ReadUser(_user.Blob(0)) : null;
        _user.Reset();
        return found;
    }

    public SeenUserPage Users(UserFilter filter, in SeenCursor after, int limit, int stretch)
    {
        var from = Math.Max(Minutes.From(filter.Span.SeenFrom), filter.Span.NewFrom is { } born ? Minutes.Of(born) : 0);
        var wanted = filter is { Text: null, Span: { NewFrom: null, NewBefore: null } } ? limit : stretch;
        Bind(_users, from, Minutes.Of(after.At), after, wanted);
        var page = new SightingPage<SeenUser>(limit, stretch, wanted);
        while (page.WantsMore && _users.Step())
        {
            page.Look(SightingBytes.ReadUser(_users.Blob(0)), filter.Matches);
        }

        _users.Reset();
        return new SeenUserPage(
            page.Items, page.Next is { } next ? new SeenCursor(next.LastSeenAt, next.UserId).ToString() : null);
    }

    public long Count(UserSpan span)
    {
        var (first, before) = (span.NewFrom?.UtcTicks ?? 0, span.NewBefore?.UtcTicks ?? long.MaxValue);
        return span is { NewFrom: null, NewBefore: null } ? Number(_countUsers.Bind(1, Minutes.From(span.SeenFrom)))
            : span.SeenFrom is null ? Number(_countNew.Bind(1, first).Bind(2, before))
            : Number(_countBoth.Bind(1, first).Bind(2, before).Bind(3, Minutes.From(span.SeenFrom)));
    }

    public Session? Session(string id)
    {
        var found = _session.Bind(1, Encoding.UTF8.GetBytes(id)).Step() ? SightingBytes.ReadSession(_session.Blob(0)) : null;
        _session.Reset();
        return found;
    }

    public SessionPage Sessions(SessionFilter filter, in SeenCursor after, int limit, int stretch)
    {
        var statement = filter.UserId is null ? _sessions : _sessionsOfUser.Bind(6, ListKey.User(filter.UserId));
        var to = filter.ActiveBefore is { } before ? Minutes.From(before) - 1 : long.MaxValue;
        var wanted = filter is { Text: null, UserId: null } ? limit : stretch;
        Bind(statement, Minutes.From(filter.ActiveFrom), Math.Min(to, Minutes.Of(after.At)), after, wanted);
        var page = new SightingPage<Session>(limit, stretch, wanted);
        while (page.WantsMore && statement.Step())
        {
            page.Look(SightingBytes.ReadSession(statement.Blob(0)), filter.Matches);
        }

        statement.Reset();
        return new SessionPage(
            page.Items, page.Next is { } next ? new SeenCursor(next.LastActivityAt, next.SessionId).ToString() : null);
    }

    /// <summary>Those that were active then or later, by id.</summary>
    public Dictionary<string, ActiveSession> Active(DateTimeOffset from)
    {
        var active = new Dictionary<string, ActiveSession>(StringComparer.Ordinal);
        for (_active.Bind(1, Minutes.From(from)); _active.Step();)
        {
            active[Encoding.UTF8.GetString(_active.Blob(0))] = new ActiveSession(
                _active.IsNull(1) ? null : Encoding.UTF8.GetString(_active.Blob(1)),
                new DateTimeOffset(_active.Number(2), TimeSpan.Zero),
                new DateTimeOffset(_active.Number(3), TimeSpan.Zero));
        }

        return active;
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[
            _user, _users, _countUsers, _countNew, _countBoth, _session, _sessions, _sessionsOfUser, _active])
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    // One more than are wanted says that there are more. Where every row matches no more are sorted than are shown.
    private static void Bind(Statement statement, long from, long to, in SeenCursor after, int wanted) =>
        statement.Bind(1, from).Bind(2, to).Bind(3, after.At.UtcTicks).Bind(4, Encoding.UTF8.GetBytes(after.Id)).Bind(5, wanted + 1);

    private static long Number(Statement statement)
    {
        var number = statement.Step() ? statement.Number(0) : 0;
        statement.Reset();
        return number;
    }
}
