using System.Text;
using AgentMonitor.Rollups;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Users;

namespace AgentMonitor.Sqlite.Views.Sightings;

/// <summary>
/// Writes users. What is sorted and counted by is the minute of the last sight, which changes once a minute at most;
/// so most writes touch the row and no index.
/// </summary>
internal sealed class UsersTable(Connection connection) : IDisposable
{
    private const int RecentlyWritten = 16 * 1024;

    private readonly RecentRows<string, SeenUser> _recent = new(RecentlyWritten);
    private readonly CompactWriter _body = new();
    private readonly Statement _find = connection.Prepare("SELECT body FROM users WHERE id = ?1");
    private readonly Statement _place = connection.Prepare(
        "INSERT OR REPLACE INTO users(id, minute, first, last, body) VALUES(?1, ?2, ?3, ?4, ?5)");

    private readonly Statement _touch = connection.Prepare("UPDATE users SET last = ?2, body = ?3 WHERE id = ?1");

    private readonly Statement _delete = connection.Prepare("DELETE FROM users WHERE id = ?1");

    /// <summary>Deletes a row; whoever is seen again begins a new one.</summary>
    public void Delete(string userId)
    {
        _delete.Bind(1, Encoding.UTF8.GetBytes(userId)).Run();
        _recent.Forget();
    }

    /// <param name="toTheMinute">Writes only what is news to a row that is right to the minute.</param>
    public void Merge(SeenUser seen, bool toTheMinute = false)
    {
        var id = Encoding.UTF8.GetBytes(seen.UserId);
        var stands = _recent.Find(seen.UserId) ?? Find(id);
        var merged = stands?.Merge(seen) ?? seen;
        if (stands is not null && (toTheMinute ? !merged.IsNewsTo(stands) : merged == stands))
        {
            return;
        }

        SightingBytes.Write(merged, _body);
        var minute = Minutes.Of(merged.LastSeenAt);
        if (stands is not null && minute == Minutes.Of(stands.LastSeenAt) && merged.FirstSeenAt == stands.FirstSeenAt)
        {
            _touch.Bind(1, id).Bind(2, merged.LastSeenAt.UtcTicks).Bind(3, _body.Written.Span).Run();
        }
        else
        {
            _place.Bind(1, id)
                .Bind(2, minute)
                .Bind(3, merged.FirstSeenAt.UtcTicks)
                .Bind(4, merged.LastSeenAt.UtcTicks)
                .Bind(5, _body.Written.Span)
                .Run();
        }

        _recent.Keep(merged.UserId, merged);
    }

    public void Dispose()
    {
        _find.Dispose();
        _place.Dispose();
        _touch.Dispose();
        _delete.Dispose();
    }

    private SeenUser? Find(byte[] id)
    {
        var found = _find.Bind(1, id).Step() ? SightingBytes.ReadUser(_find.Blob(0)) : null;
        _find.Reset();
        return found;
    }
}
