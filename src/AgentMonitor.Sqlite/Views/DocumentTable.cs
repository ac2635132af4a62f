using System.Globalization;
using AgentMonitor.Rollups;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views;

/// <summary>Writes rollup documents, comparing versions.</summary>
internal sealed class DocumentTable(Connection connection) : IDisposable
{
    private readonly Statement _insert = connection.Prepare(
        """
        INSERT INTO rollups(scope, grain, start, slice, etag, body) VALUES(?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT(scope, grain, start, slice) DO NOTHING
        """);

    private readonly Statement _update = connection.Prepare(
        """
        UPDATE rollups SET etag = ?5, body = ?6
        WHERE scope = ?1 AND grain = ?2 AND start = ?3 AND slice = ?4 AND etag = ?7
        """);

    // A user's scopes lie between the prefix and what follows it.
    private readonly Statement _deleteOlderDays = connection.Prepare(
        """
        DELETE FROM rollups WHERE id IN (
            SELECT id FROM rollups WHERE grain = ?1 AND start < ?2 AND (scope >= 'user:' AND scope < 'user;') = ?4 LIMIT ?3)
        """);

    private readonly Statement _deleteOlder = connection.Prepare(
        "DELETE FROM rollups WHERE id IN (SELECT id FROM rollups WHERE grain = ?1 AND start < ?2 LIMIT ?3)");

    private readonly Statement _delete = connection.Prepare(
        "DELETE FROM rollups WHERE scope = ?1 AND grain = ?2 AND start = ?3 AND slice = ?4 AND etag = ?5");

    /// <summary>False: there is no such slice in this version.</summary>
    public bool Delete(RollupDocument document)
    {
        _delete.Bind(1, document.Key.Scope.Value)
            .Bind(2, (int)document.Key.Bucket.Grain)
            .Bind(3, document.Key.Bucket.Start.UtcTicks)
            .Bind(4, document.Slice)
            .Bind(5, Version(document.ETag ?? ""))
            .Run();
        return connection.Changes == 1;
    }

    /// <summary>False: the stored version is not the one that the document was read at.</summary>
    public bool Save(RollupDocument document, long version)
    {
        var statement = document.ETag is null ? _insert : _update;
        statement
            .Bind(1, document.Key.Scope.Value)
            .Bind(2, (int)document.Key.Bucket.Grain)
            .Bind(3, document.Key.Bucket.Start.UtcTicks)
            .Bind(4, document.Slice)
            .Bind(5, version)
            .Bind(6, document.Encode().Span);
        if (document.ETag is not null)
        {
            statement.Bind(7, Version(document.ETag));
        }

        statement.Run();
        return connection.Changes == 1;
    }

    /// <summary>How many were deleted, <paramref name="limit"/> at most.</summary>
    public int DeleteOlder(Grain grain, DateTimeOffset start, int limit)
    {
        _deleteOlder.Bind(1, (int)grain).Bind(2, start.UtcTicks).Bind(3, limit).Run();
        return connection.Changes;
    }

    /// <summary>The same of days: those of users, or the others.</summary>
    public int DeleteOlderDays(bool ofUsers, DateTimeOffset start, int limit)
    {
        _deleteOlderDays.Bind(1, (int)Grain.Day).Bind(2, start.UtcTicks).Bind(3, limit).Bind(4, ofUsers ? 1 : 0).Run();
        return connection.Changes;
    }

    public static string ETag(long version) => version.ToString(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _insert.Dispose();
        _update.Dispose();
        _deleteOlder.Dispose();
        _deleteOlderDays.Dispose();
        _delete.Dispose();
    }

    // A version that is not one of ours matches nothing.
    private static long Version(string etag) =>
        long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
}
