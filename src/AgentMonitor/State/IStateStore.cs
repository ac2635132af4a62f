namespace AgentMonitor.State;

/// <summary>
/// One small document that admins and sweeps change: a configuration, or how something stands. Its JSON comes back
/// byte for byte.
/// </summary>
/// <param name="Kind">Which list it is in; one of <see cref="StateKinds"/>.</param>
/// <param name="ETag">Its version as it was read; null: there is none yet.</param>
public sealed record StateDocument(string Kind, string Id, ReadOnlyMemory<byte> Utf8Json, string? ETag = null);

/// <summary>
/// Keeps documents durably, and changes each in one step that only succeeds on the version it was made from. What
/// <see cref="StateRules"/> refuses is an <see cref="ArgumentException"/> with a sentence.
/// </summary>
public interface IStateStore
{
    ValueTask<StateDocument?> FindAsync(string kind, string id, CancellationToken cancellationToken);

    /// <summary>All documents of a kind, in no particular order.</summary>
    ValueTask<IReadOnlyList<StateDocument>> ListAsync(string kind, CancellationToken cancellationToken);

    /// <summary>
    /// Durable once it returns the new ETag. Null: the stored version is not <see cref="StateDocument.ETag"/> (null:
    /// one exists already), and nothing has changed. Where the answer to a write was lost, the next try may find what
    /// it wrote itself; whoever reads and decides anew, as <see cref="StateValue{T}.ChangeAsync"/> does, is right
    /// either way.
    /// </summary>
    ValueTask<string?> TrySaveAsync(StateDocument document, CancellationToken cancellationToken);

    /// <summary>Whatever its version; one that is not there is deleted already.</summary>
    ValueTask DeleteAsync(string kind, string id, CancellationToken cancellationToken);
}
