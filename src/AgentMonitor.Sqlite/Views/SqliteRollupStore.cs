using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views;

internal sealed class SqliteRollupStore(
    ViewsWriter views, Pool<DocumentReader> documents, DocumentCache cache, SqliteUserDays userDays,
    ProjectedPosition projected, TimeProvider clock)
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
        return new(documents.Use(
            (scope, grain, from: from.UtcTicks, to: to.UtcTicks, cache),
            static (reader, range) => reader.Range(range.scope, range.grain, range.from, range.to, range.cache)));
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
        var version = 0L;
        var saved = views.Write(connection =>
        {
            version = SaveDocuments(connection, page.Documents, moved);
            return moved.Count == 0 && SaveRest(connection, page);
        });

        if (saved)
        {
            Saved(page, version);
        }

        return new(moved);
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

    private bool SaveRest(ViewsConnection connection, PageWrite page)
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

        return true;
    }

    private void Saved(PageWrite page, long version)
    {
        var etag = DocumentTable.ETag(version);
        foreach (var document in page.Documents)
        {
            document.StoredAs(etag);
        }

        userDays.Saved(page.Documents.Select(document => document.Key));
        if (page.Position is { } position)
        {
            projected.MoveTo(position);
        }
    }
}
