using AgentMonitor.Executions;

namespace AgentMonitor.Projection;

/// <summary>How far the log is projected, for a recount that must compare like with like and for who asks after one execution.</summary>
public interface IProjectedPosition
{
    /// <summary>
    /// What is durable now, as far as that is known without reading; a recount adds what it reads beyond it.
    /// </summary>
    FeedMark End { get; }

    /// <exception cref="StoreUnavailableException">The projection has stopped short of it.</exception>
    ValueTask WaitUntilProjectedAsync(FeedMark mark, CancellationToken cancellationToken);

    ValueTask<bool> IsProjectedAsync(LoggedExecution execution, CancellationToken cancellationToken);

    /// <summary>How many durable changes are not in the rollups yet, or were not a moment ago where asking costs.</summary>
    ValueTask<long> CountPendingAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Whether all that was durable when this was called is in the rollups, by nothing that was found before the call;
    /// false where nobody knows.
    /// </summary>
    async ValueTask<bool> IsCaughtUpAsync(CancellationToken cancellationToken) =>
        await CountPendingAsync(cancellationToken).ConfigureAwait(false) == 0;
}
