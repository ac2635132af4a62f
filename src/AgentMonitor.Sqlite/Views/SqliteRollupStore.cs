using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.Sessions;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views.Sightings;

namespace AgentMonitor.Sqlite.Views;

internal sealed class SqliteRollupStore(
    ViewsWriter views, Pool<DocumentReader> documents, DocumentCache cache, DocumentRanges ranges, SqliteUserDays userDays,
    ActiveSessions sessions, ProjectedPosition projected, TimeProvider clock)
    : IRollupStore
{
    public ValueTask<IReadOnlyList<RollupDocument>> ReadAsync(
        IReadOnlyCollection<RollupKey> keys, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(documents.Use(keys, static (reader, keys) => reader.Slices(keys)));
    }

    public ValueTask<IReadOnlyList<RollupDocument>> ReadRangeAsync(
        RollupScope scope, Grain grain, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var range = new DocumentRange(scope, grain, from.UtcTicks, to.UtcTicks);

        // Users are many, and each has few.
        return new(scope.IsUser
            ? documents.Use((range, cache), static (reader, ask) => reader.Range(ask.range, ask.cache))
            : ranges.Read(range));
    }

    public ValueTask<IReadOnlyList<RollupDocument>> ReadAllAsync(
        DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(documents.Use(
            (from: from.UtcTicks, to: to.UtcTicks),
            static (reader, range) => reader.All(range.from, range.to)));
    }

    /// <summary>Everything and the position in one transaction, or nothing.</summary>
    public ValueTask<IReadOnlyCollection<RollupKey>> SaveAsync(PageWrite page, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var moved = new HashSet<RollupKey>();
        try
        {
            if (Save(page, moved) is var (version, seen))
            {
                Saved(page, version, seen);
            }
        }
        catch
        {
            // It may have been committed all the same.
            Changed(page);
            sessions.Forget();
            throw;
        }

        return new(moved);
    }

    // The version of its documents, and the sessions that it saw as they stand now; null: some documents had moved.
    private (long Version, List<Session> Seen)? Save(PageWrite page, HashSet<RollupKey> moved)
    {
        var version = 0L;
        List<Session> seen = [];
        var saved = views.Write(connection =>
        {
            version = SaveDocuments(connection, page.Documents, moved);
            if (moved.Count > 0)
            {
                return false;
            }

            SaveRest(connection, page);
            seen = connection.Lists.Sightings.WrittenSessions;
            return true;
        });
        return saved ? (version, seen) : null;
    }

    private static long SaveDocuments(
        ViewsConnection connection, IReadOnlyList<RollupDocument> documents, HashSet<RollupKey> moved)
    {
        var version = connection.NextVersion();
        foreach (var document in documents)
        {
            if (!connection.Documents.Save(document, version))
            {
                moved.Add(document.Key);
            }
        }

        return version;
    }

    private void SaveRest(ViewsConnection connection, PageWrite page)
    {
        connection.Lists.Add(page.Items, page.Position);
        foreach (var letter in page.DeadLetters)
        {
            connection.DeadLetters.Add(letter, clock.GetUtcNow());
        }

        if (page.Position is { } position)
        {
            connection.MoveTo(position);
        }
    }

    private void Saved(PageWrite page, long version, List<Session> seen)
    {
        var etag = DocumentTable.ETag(version);
        foreach (var document in page.Documents)
        {
            document.StoredAs(etag);
        }

        Changed(page);
        sessions.Saved(seen);
        if (page.Position is { } position)
        {
            projected.MoveTo(position);
        }
    }

    private void Changed(PageWrite page)
    {
        userDays.Saved(page.Documents.Select(document => document.Key));
        ranges.Saved(page.Documents.Select(document => document.Key));
    }
}
