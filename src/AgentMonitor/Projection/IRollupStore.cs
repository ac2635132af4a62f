using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>
/// Where rollup documents live, each its own fence: a save compares the document's version with the stored one. What
/// is stored is read by <see cref="RollupDocument.Read"/>, so that one damaged document stops nobody.
/// </summary>
public interface IRollupStore
{
    /// <summary>All slices of each key, absent ones left out. The caller owns what it gets.</summary>
    ValueTask<IReadOnlyList<RollupDocument>> ReadAsync(
        IReadOnlyCollection<RollupKey> keys, CancellationToken cancellationToken);

    /// <summary>One scope's documents of one grain with a start in [from, to), oldest first. Read only.</summary>
    /// <exception cref="AgentMonitor.Executions.StoreUnavailableException">One of them is incomplete.</exception>
    ValueTask<IReadOnlyList<RollupDocument>> ReadRangeAsync(
        RollupScope scope, Grain grain, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>
    /// Every document, of whatever scope and grain, with a start in [from, to). The caller owns what it gets.
    /// </summary>
    ValueTask<IReadOnlyList<RollupDocument>> ReadAllAsync(
        DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>
    /// Saves a page: dead letters and lists first, then the documents, those of one key all or none; a saved document
    /// carries its new version. Answers the keys
    /// whose stored version had moved, which are then as they were; a store with transactions saves nothing at all if
    /// there is one. A new page position counts only when everything was saved.
    /// </summary>
    ValueTask<IReadOnlyCollection<RollupKey>> SaveAsync(PageWrite page, CancellationToken cancellationToken);
}

/// <summary>What projecting one feed page comes to.</summary>
public sealed record PageWrite(
    IReadOnlyList<RollupDocument> Documents,
    IReadOnlyList<FeedItem> Items,
    IReadOnlyList<DeadLetter> DeadLetters,
    long? Position);
