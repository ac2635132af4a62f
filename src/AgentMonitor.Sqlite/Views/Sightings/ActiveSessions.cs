using AgentMonitor.Sessions;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Users;

namespace AgentMonitor.Sqlite.Views.Sightings;

/// <summary>What is summed up of a session that goes on.</summary>
internal readonly record struct ActiveSession(string? Language, DateTimeOffset First, DateTimeOffset Last)
{
    public static ActiveSession Of(Session session) =>
        new(session.Language?.Value, session.FirstActivityAt, session.LastActivityAt);
}

/// <summary>
/// The sessions that were active of late: read once, and after that told of every save, so that summing them up reads
/// nothing. Too many of them, or of saves that nobody asked about, and it begins anew.
/// </summary>
internal sealed class ActiveSessions(Pool<SightingReader> sightings, int most = ActiveSessions.Most)
{
    // Some 150 bytes each.
    private const int Most = 100_000;

    private readonly Lock _asking = new();

    private readonly Lock _gate = new();

    // Null: nobody asked of late, and nothing need be kept.
    private List<(string Id, ActiveSession Session)>? _saved;

    private Dictionary<string, ActiveSession> _active = [];

    private DateTimeOffset _from;

    public LiveSessions Since(DateTimeOffset activeFrom, DateTimeOffset newFrom)
    {
        lock (_asking)
        {
            var saved = TakeSaved();
            if (saved is null || activeFrom < _from)
            {
                Listen();
                _active = sightings.Use(activeFrom, static (reader, from) => reader.Active(from));
                saved = [];
            }

            _from = activeFrom;
            Merge(saved);
            DropOlder();
            var live = LiveSessions.Of(
                _active.Values.Select(static session => (session.Language, session.First, session.Last)), newFrom);
            if (_active.Count > most)
            {
                Forget();
            }

            return live;
        }
    }

    /// <summary>
    /// The first of a list, last active first; null where it does not know that many, and the rows have to be looked at.
    /// </summary>
    public List<string>? Newest(SessionFilter filter, SeenCursor after, int count)
    {
        lock (_asking)
        {
            if (TakeSaved() is not { } saved)
            {
                return null;
            }

            Merge(saved);
            var newest = new PriorityQueue<string, (DateTimeOffset Last, string Id)>(Comparer<(DateTimeOffset Last, string Id)>.Create(Compare));
            foreach (var (id, session) in _active)
            {
                if (session.Last < filter.ActiveFrom || session.Last >= filter.ActiveBefore || session.Last < _from || !after.IsBefore(session.Last, id))
                {
                    continue;
                }

                if (newest.Count < count)
                {
                    newest.Enqueue(id, (session.Last, id));
                }
                else if (newest.TryPeek(out _, out var least) && Compare((session.Last, id), least) > 0)
                {
                    newest.DequeueEnqueue(id, (session.Last, id));
                }
            }

            return newest.Count < count ? null : [.. newest.UnorderedItems.Select(session => session.Element)];
        }
    }

    /// <summary>These were just saved, as they stand now.</summary>
    public void Saved(List<Session> sessions)
    {
        lock (_gate)
        {
            // Little of each, since what nobody asks about may stay for a while.
            _saved?.AddRange(sessions.Select(session => (session.SessionId, ActiveSession.Of(session))));
            if (_saved?.Count > most)
            {
                _saved = null;
            }
        }
    }

    /// <summary>Some were changed in another way than by seeing more of them.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _saved = null;
        }
    }

    private static int Compare((DateTimeOffset Last, string Id) left, (DateTimeOffset Last, string Id) right) =>
        left.Last != right.Last ? left.Last.CompareTo(right.Last) : string.CompareOrdinal(left.Id, right.Id);

    private List<(string Id, ActiveSession Session)>? TakeSaved()
    {
        lock (_gate)
        {
            var saved = _saved;
            _saved = saved is null ? null : [];
            return saved;
        }
    }

    // Before they are read, so that a save in between is not missed.
    private void Listen()
    {
        lock (_gate)
        {
            _saved = [];
        }
    }

    // What was read may be newer than a save that is told of only now.
    private void Merge(List<(string Id, ActiveSession Session)> saved)
    {
        foreach (var (id, session) in saved)
        {
            if (!_active.TryGetValue(id, out var known) || session.Last >= known.Last)
            {
                _active[id] = session;
            }
        }
    }

    private void DropOlder()
    {
        var first = Minutes.From(_from);
        foreach (var (id, session) in _active)
        {
            if (Minutes.Of(session.Last) < first)
            {
                _active.Remove(id);
            }
        }
    }
}
