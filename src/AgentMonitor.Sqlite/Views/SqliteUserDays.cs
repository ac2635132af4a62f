using AgentMonitor.Metrics.Users;
using AgentMonitor.Rollups;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views;

/// <summary>
/// Reads all users of a day once, and after that those whose day has been written since: it is told of every save.
/// What was not asked for the longest goes first when it holds too many.
/// </summary>
internal sealed class SqliteUserDays(Pool<DocumentReader> documents, int mostFigures = SqliteUserDays.MostFigures) : IUserDays
{
    // Some 150 bytes each.
    private const int MostFigures = 250_000;

    private readonly Lock _gate = new();

    private readonly AskedLately<UserDaySpan, KeptSpan> _kept = new(mostFigures, static kept => kept.Users?.Count ?? 0);

    public ValueTask<IReadOnlyDictionary<string, UserFigures>> ReadAsync(UserDaySpan span, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        KeptSpan kept;
        lock (_gate)
        {
            kept = _kept.Ask(span);
        }

        lock (kept)
        {
            kept.Users = kept.Users is { } users ? Refreshed(span, users, kept) : All(span);
            lock (_gate)
            {
                _kept.Bound(span);
            }

            return new(kept.Users);
        }
    }

    /// <summary>These documents were just saved or deleted.</summary>
    public void Saved(IEnumerable<RollupKey> keys)
    {
        lock (_gate)
        {
            if (_kept.IsEmpty)
            {
                return;
            }

            var byDay = _kept.By(static span => span.Day);
            foreach (var key in keys)
            {
                if (key.Scope.UserId is { } user)
                {
                    foreach (var (_, kept) in byDay[key.Bucket.Start])
                    {
                        kept.Written.Add(user);
                    }
                }
            }
        }
    }

    private LayeredFigures All(UserDaySpan span) => new(documents.Use(span, static (reader, span) => reader.UserDay(span)));

    private LayeredFigures Refreshed(UserDaySpan span, LayeredFigures users, KeptSpan kept)
    {
        HashSet<string> written;
        lock (_gate)
        {
            if (kept.Written.Count == 0)
            {
                return users;
            }

            (written, kept.Written) = (kept.Written, new(StringComparer.Ordinal));
        }

        try
        {
            return Reread(span, users, written);
        }
        catch
        {
            lock (_gate)
            {
                kept.Written.UnionWith(written);
            }

            throw;
        }
    }

    private LayeredFigures Reread(UserDaySpan span, LayeredFigures users, HashSet<string> written) =>
        users.With(written, documents.Use((span, written), static (reader, ask) => reader.UserDay(ask.span, ask.written)));

    private sealed class KeptSpan
    {
        public LayeredFigures? Users { get; set; }

        public HashSet<string> Written { get; set; } = new(StringComparer.Ordinal);
    }
}
