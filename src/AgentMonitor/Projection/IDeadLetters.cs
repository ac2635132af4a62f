namespace AgentMonitor.Projection;

/// <summary>What could not be projected, and why.</summary>
public interface IDeadLetters
{
    ValueTask<IReadOnlyList<StoredDeadLetter>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Those that were not requeued: one that was and fails again is another letter.</summary>
    ValueTask<long> CountAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Appends the raw change anew, so that the fence lets it through, and marks the letter as requeued; a second
    /// call changes nothing. False: there is no such letter.
    /// </summary>
    ValueTask<bool> RequeueAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// The page with those of its changes set apart that are letters. Whoever could fold them by now must not: under its
    /// old number a letter never counts, since requeueing appends it anew, and a page may come again at any time.
    /// </summary>
    ValueTask<FeedPage> SetApartAsync(FeedPage page, CancellationToken cancellationToken);
}

public sealed record StoredDeadLetter(string Id, DeadLetter Letter, DateTimeOffset At, bool Requeued);
