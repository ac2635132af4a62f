using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>Tells which days were saved, whoever saved them.</summary>
public sealed class WatchedRollups(IRollupStore inner, SavedDays days) : IRollupStore
{
    public ValueTask<IReadOnlyList<RollupDocument>> ReadAsync(
        IReadOnlyCollection<RollupKey> keys, CancellationToken cancellationToken) => inner.ReadAsync(keys, cancellationToken);

    public ValueTask<IReadOnlyList<RollupDocument>> ReadRangeAsync(
        RollupScope scope, Grain grain, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        inner.ReadRangeAsync(scope, grain, from, to, cancellationToken);

    public ValueTask<IReadOnlyList<RollupDocument>> ReadAllAsync(
        DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        inner.ReadAllAsync(from, to, cancellationToken);

    public async ValueTask<IReadOnlyCollection<RollupKey>> SaveAsync(PageWrite page, CancellationToken cancellationToken)
    {
        try
        {
            return await inner.SaveAsync(page, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // After it was saved, or whoever reads meanwhile takes the older numbers for the newer ones; after a fault
            // too, since it may have been saved all the same.
            days.Saved(page.Documents.Select(document => document.Key));
        }
    }
}
