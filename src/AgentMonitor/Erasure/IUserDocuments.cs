using AgentMonitor.Rollups;

namespace AgentMonitor.Erasure;

/// <summary>The rollup documents of one user, to be deleted; what else is done with documents is the rollup store's.</summary>
public interface IUserDocuments
{
    /// <summary>All slices of all of the user's documents, those that cannot be read too. The caller owns what it gets.</summary>
    ValueTask<IReadOnlyList<RollupDocument>> ReadAsync(string userId, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes the bucket whose slices these are, all or none of it; false: it has moved since it was read.
    /// </summary>
    ValueTask<bool> TryDeleteAsync(IReadOnlyList<RollupDocument> slices, CancellationToken cancellationToken);
}
