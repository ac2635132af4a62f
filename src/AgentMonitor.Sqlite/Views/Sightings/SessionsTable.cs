using System.Text;
using AgentMonitor.Rollups;
using AgentMonitor.Sessions;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views.Sightings;

/// <summary>Writes sessions, as <see cref="UsersTable"/> does users.</summary>
internal sealed class SessionsTable(Connection connection) : IDisposable
{
    private const int RecentlyWritten = 8 * 1024;

    private readonly RecentRows<string, Session> _recent = new(RecentlyWritten);
    private readonly CompactWriter _body = new();
    private readonly Statement _find = connection.Prepare("SELECT body FROM sessions WHERE id = ?1");
    private readonly Statement _place = connection.Prepare(
        "INSERT OR REPLACE INTO sessions(id, minute, first, last, user_key, language, body) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)");

    private readonly Statement _touch = connection.Prepare("UPDATE sessions SET last = ?2, body = ?3 WHERE id = ?1");
    private readonly Statement _deleteBefore = connection.Prepare(
        "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE minute < ?1 LIMIT ?2)");

    private readonly Statement _ofUser = connection.Prepare("SELECT body FROM sessions WHERE user_key = ?1");
    private readonly Statement _delete = connection.Prepare("DELETE FROM sessions WHERE id = ?1");

    /// <summary>The sessions whose user this is.</summary>
    public List<string> Of(string userId)
    {
        var found = new List<string>();
        for (_ofUser.Bind(1, ListKey.User(userId)); _ofUser.Step();)
        {
            if (SightingBytes.ReadSession(_ofUser.Blob(0)) is { } session && session.User?.Value == userId)
            {
                found.Add(session.SessionId);
            }
        }

        return found;
    }

    public void Delete(string sessionId)
    {
        _delete.Bind(1, Encoding.UTF8.GetBytes(sessionId)).Run();
        _recent.Forget();
    }

    /// <summary>The row as it stands now.</summary>
    /// <param name="toTheMinute">Writes only what is news to a row that is right to the minute.</param>
    public Session Merge(Session seen, bool toTheMinute = false)
    {
        var id = Encoding.UTF8.GetBytes(seen.SessionId);
        var stands = _recent.Find(seen.SessionId) ?? Find(id);
        var merged = stands?.Merge(seen) ?? seen;
        if (stands is not null && (toTheMinute ? !merged.IsNewsTo(stands) : merged == stands))
        {
            return stands;
        }

        SightingBytes.Write(merged, _body);
        if (stands is not null && IsInPlace(merged, stands))
        {
            _touch.Bind(1, id).Bind(2, merged.LastActivityAt.UtcTicks).Bind(3, _body.Written.Span).Run();
        }
        else
        {
            Place(merged, id);
        }

        _recent.Keep(merged.SessionId, merged);
        return merged;
    }

    /// <summary>How many went; fewer than <paramref name="limit"/> when none is left.</summary>
    public int DeleteBefore(DateTimeOffset instant, int limit)
    {
        _recent.Forget();
        _deleteBefore.Bind(1, Minutes.Of(instant)).Bind(2, limit).Run();
        return connection.Changes;
    }

    public void Dispose()
    {
        _find.Dispose();
        _place.Dispose();
        _touch.Dispose();
        _deleteBefore.Dispose();
        _ofUser.Dispose();
        _delete.Dispose();
    }

    private static bool IsInPlace(Session merged, Session stands) =>
        Minutes.Of(merged.LastActivityAt) == Minutes.Of(stands.LastActivityAt)
        && merged.FirstActivityAt == stands.FirstActivityAt
        && merged.User?.Value == stands.User?.Value
        && merged.Language?.Value == stands.Language?.Value;

    private void Place(Session session, byte[] id)
    {
        _place.Bind(1, id)
            .Bind(2, Minutes.Of(session.LastActivityAt))
            .Bind(3, session.FirstActivityAt.UtcTicks)
            .Bind(4, session.LastActivityAt.UtcTicks)
            .Bind(5, ListKey.User(session.User?.Value));
        if (session.Language is { } language)
        {
            _place.Bind(6, Encoding.UTF8.GetBytes(language.Value));
        }
        else
        {
            _place.Bind(6, (long?)null);
        }

        _place.Bind(7, _body.Written.Span).Run();
    }

    private Session? Find(byte[] id)
    {
        var found = _find.Bind(1, id).Step() ? SightingBytes.ReadSession(_find.Blob(0)) : null;
        _find.Reset();
        return found;
    }
}
