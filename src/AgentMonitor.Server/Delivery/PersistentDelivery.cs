namespace AgentMonitor.Server.Delivery;

/// <summary>
/// Tries a busy receiver again, as late as it asks for, and halves what is too large. Ids make every retry safe.
/// Gives up after <see cref="PatienceOver"/> without any batch getting through.
/// </summary>
internal sealed class PersistentDelivery(IDelivery inner, TimeProvider time) : IDelivery
{
    private static readonly TimeSpan PatienceOver = TimeSpan.FromMinutes(2);

    /// <summary>How often a receiver was busy so far.</summary>
    public long Retries { get; private set; }

    public async Task<Delivered> DeliverAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            switch (await inner.DeliverAsync(batch, cancellationToken))
            {
                case Delivered.Busy busy when time.GetElapsedTime(started) > PatienceOver:
                    throw new DeliveryException(
                        $"Gave up after two minutes: {busy.Reason}. What was accepted is kept; run the same command again to go on.");
                case Delivered.Busy busy:
                    Retries++;
                    await Task.Delay(Wait(busy.RetryAfter, attempt), time, cancellationToken);
                    break;
                case Delivered.TooLarge when batch.Count == 1:
                    return new Delivered.Taken(0, 0, [new Rejection(0, "The record is larger than a request may be.")]);
                case Delivered.TooLarge:
                    return await InHalvesAsync(batch, cancellationToken);
                case var delivered:
                    return delivered;
            }
        }
    }

    private async Task<Delivered> InHalvesAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        var (first, second) = batch.Split();
        var left = (Delivered.Taken)await DeliverAsync(first, cancellationToken);
        var right = (Delivered.Taken)await DeliverAsync(second, cancellationToken);
        return new Delivered.Taken(
            left.Accepted + right.Accepted,
            left.Duplicates + right.Duplicates,
            [.. left.Rejections, .. right.Rejections.Select(rejection => rejection with { Index = rejection.Index + first.Count })]);
    }

    // Never sooner than asked for; later each time, up to ten seconds.
    private static TimeSpan Wait(TimeSpan retryAfter, int attempt)
    {
        var backoff = TimeSpan.FromMilliseconds(Math.Min(10_000, 100 << Math.Min(attempt, 7)));
        return retryAfter > backoff ? retryAfter : backoff;
    }
}
