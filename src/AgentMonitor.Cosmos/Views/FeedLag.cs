using AgentMonitor.Cosmos.Client;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Views;

/// <summary>
/// How many changes the trigger's leases have not passed yet, by the service's own estimate: a read of the leases and
/// one request for each. Whoever asks often gets the last answer for a moment.
/// </summary>
internal sealed class FeedLag(Container executions, Container leaseContainer, CosmosOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();

    private (long At, long Pending)? _last;

    /// <summary>When it was last found that nothing was pending.</summary>
    public DateTimeOffset? CaughtUpAt { get; private set; }

    public async ValueTask<long> EstimateAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_last is { } last && clock.GetElapsedTime(last.At) < Fresh)
            {
                return last.Pending;
            }
        }

        return (await AskAsync(cancellationToken).ConfigureAwait(false)).Pending;
    }

    /// <summary>
    /// Asks anew. Where there is no lease the trigger has never run, and nothing is known to be pending, nor anything to
    /// be projected.
    /// </summary>
    public async ValueTask<bool> IsNothingPendingAsync(CancellationToken cancellationToken) =>
        await AskAsync(cancellationToken).ConfigureAwait(false) is { Leases: > 0, Pending: 0 };

    private async Task<(int Leases, long Pending)> AskAsync(CancellationToken cancellationToken)
    {
        var (asked, now) = (clock.GetTimestamp(), clock.GetUtcNow());
        var estimate = await ReadAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            _last = (asked, estimate.Pending);
            CaughtUpAt = estimate.Pending == 0 ? now : CaughtUpAt;
        }

        return estimate;
    }

    private async Task<(int Leases, long Pending)> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (leases, pending) = (0, 0L);
            using var states = executions.GetChangeFeedEstimator(options.LeasePrefix, leaseContainer).GetCurrentStateIterator();
            while (states.HasMoreResults)
            {
                var page = await states.ReadNextAsync(cancellationToken).ConfigureAwait(false);
                leases += page.Count;
                pending += page.Sum(lease => Math.Max(0, lease.EstimatedLag));
            }

            return (leases, pending);
        }
        catch (Exception exception) when (CosmosFaults.TryTranslate(exception, cancellationToken, out var fault))
        {
            throw fault;
        }
    }
}
