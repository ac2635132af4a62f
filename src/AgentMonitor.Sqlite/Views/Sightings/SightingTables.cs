using AgentMonitor.Escalations;
using AgentMonitor.Projection;
using AgentMonitor.Sessions;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Users;

namespace AgentMonitor.Sqlite.Views.Sightings;

/// <summary>
/// Gathers who was seen in a page, so that it comes to one write for each user and each session; while pages are large,
/// one a minute, since each row lies in a page of the file of its own. Escalations are few and written as they come.
/// </summary>
internal sealed class SightingTables(Connection connection) : IDisposable
{
    // Thousands of executions a second, each of somebody else.
    private const int ManyRows = 256;

    private readonly UsersTable _users = new(connection);
    private readonly SessionsTable _sessions = new(connection);
    private readonly EscalationsTable _escalations = new(connection);
    private readonly GatheredSightings _seen = new();
    private List<Session> _written = [];

    public UsersTable Users => _users;

    public SessionsTable Sessions => _sessions;

    public EscalationsTable Escalations => _escalations;

    public void Take(FeedItem item)
    {
        _seen.Take(item);
        if (RaisedEscalation.Of(item) is { } raised)
        {
            _escalations.Merge(raised);
        }
    }

    /// <summary>Merges what was taken into the rows, and forgets it.</summary>
    public void Write()
    {
        foreach (var user in _seen.Users)
        {
            _users.Merge(user, toTheMinute: _seen.UserCount > ManyRows);
        }

        _written = new List<Session>(_seen.SessionCount);
        foreach (var session in _seen.Sessions)
        {
            _written.Add(_sessions.Merge(session, toTheMinute: _seen.SessionCount > ManyRows));
        }

        _seen.Clear();
    }

    /// <summary>The sessions that were written last, as they stand in their rows.</summary>
    public List<Session> WrittenSessions => _written;

    public void Dispose()
    {
        _users.Dispose();
        _sessions.Dispose();
        _escalations.Dispose();
    }
}
