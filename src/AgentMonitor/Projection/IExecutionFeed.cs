namespace AgentMonitor.Projection;

/// <summary>The change feed of a store that is read by a loop of ours, not by a trigger.</summary>
public interface IExecutionFeed
{
    /// <summary>The position after the last projected page.</summary>
    ValueTask<long> ProjectedAsync(CancellationToken cancellationToken);

    /// <summary>The position after the last durable change.</summary>
    long End { get; }

    /// <summary>Up to <paramref name="limit"/> changes after <paramref name="position"/>; empty at the end.</summary>
    ValueTask<FeedPage> ReadAsync(long position, int limit, CancellationToken cancellationToken);

    /// <summary>Returns once <see cref="End"/> lies beyond <paramref name="position"/>.</summary>
    ValueTask WaitBeyondAsync(long position, CancellationToken cancellationToken);
}
