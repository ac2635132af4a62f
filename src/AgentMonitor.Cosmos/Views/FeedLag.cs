using AgentMonitor.Cosmos.Client;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Views;

/// <summary>
/// How many changes the trigger's leases have not passed yet, by the service's own estimate: a read of the leases and
/// one request for each. Whoever asks often gets the last answer for a moment.
/// </summary>
internal sealed class FeedLag(Container executions, Container leases, CosmosOptions options, TimeProvider clock)
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

        var (asked, now) = (clock.GetTimestamp(), clock.GetUtcNow());
        var pending = await AskAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            _last = (asked, pending);
            CaughtUpAt = pending == 0 ? now : CaughtUpAt;
        }

        return pending;
    }

    private async Task<long> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            var pending = 0L;
            using var states = executions.GetChangeFeedEstimator(options.LeasePrefix, leases).GetCurrentStateIterator();
            while (states.HasMoreResults)
            {
                var page = await states.ReadNextAsync(cancellationToken).ConfigureAwait(false);
                pending += page.Sum(lease => Math.Max(0, lease.EstimatedLag));
            }

            return pending;
        }
        catch (Exception exception) when (CosmosFaults.TryTranslate(exception, cancellationToken, out var fault))
        {
            throw fault;
        }
    }
}
