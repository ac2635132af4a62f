using AgentMonitor.Server.Commands;

namespace AgentMonitor.Server.Delivery;

/// <summary>Hands records to ingestion: over HTTP to a running server, or in this process to a store of its own.</summary>
internal interface IDelivery
{
    /// <summary>
    /// Delivers a JSON array of at most 1,000 records. <see cref="Delivered.Busy"/> asks for the same array again;
    /// whatever cannot be delivered at all is a <see cref="DeliveryException"/>.
    /// </summary>
    Task<Delivered> DeliverAsync(RecordBatch batch, CancellationToken cancellationToken);
}

/// <summary>What became of a batch.</summary>
internal abstract record Delivered
{
    private Delivered()
    {
    }

    /// <summary>Everything not accepted and not rejected was there already.</summary>
    public sealed record Taken(int Accepted, int Duplicates, IReadOnlyList<Rejection> Rejections) : Delivered;

    /// <summary>Nothing can be said of any record; try again after that long.</summary>
    public sealed record Busy(TimeSpan RetryAfter, string Reason) : Delivered;

    /// <summary>The body is larger than one request may be.</summary>
    public sealed record TooLarge : Delivered;
}

/// <summary>A record that was refused, by its place in the batch.</summary>
internal readonly record struct Rejection(int Index, string Reason, bool IsTooOld = false)
{
    /// <summary>The fault's code for what is older than raw executions are kept.</summary>
    public const string TooOld = "too_old";
}

/// <summary>Nothing more can be delivered; the message tells a person why and what to do.</summary>
internal sealed class DeliveryException(string message) : CommandFailedException(message);
