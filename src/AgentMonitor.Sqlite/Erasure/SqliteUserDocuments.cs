using AgentMonitor.Erasure;
using AgentMonitor.Rollups;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views;

namespace AgentMonitor.Sqlite.Erasure;

internal sealed class SqliteUserDocuments(ViewsWriter views, Pool<DocumentReader> documents, SqliteUserDays userDays) : IUserDocuments
{
    public ValueTask<IReadOnlyList<RollupDocument>> ReadAsync(string userId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(documents.Use(RollupScope.User(userId), static (reader, scope) => reader.OfScope(scope)));
    }

    public ValueTask<bool> TryDeleteAsync(IReadOnlyList<RollupDocument> slices, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var deleted = views.Write(connection =>
        {
            connection.NextVersion();
            return slices.All(connection.Documents.Delete);
        });
        userDays.Saved(slices.Select(slice => slice.Key));
        return new(deleted);
    }
}
