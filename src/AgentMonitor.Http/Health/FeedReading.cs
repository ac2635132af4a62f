using AgentMonitor.Projection;

namespace AgentMonitor.Http.Health;

/// <summary>How far the rollups are behind the log.</summary>
internal sealed class FeedReading(IFeedProgress progress, IProjectedPosition position, IDeadLetters letters)
{
    /// <summary>Null while this instance has not seen the feed at all.</summary>
    public long? LagMs => progress.AsOf > DateTimeOffset.MinValue ? (long)progress.Lag.TotalMilliseconds : null;

    public async Task<FeedDto> ReadAsync(CancellationToken cancellationToken)
    {
        var shards = position.End.Shards;
        var pending = await position.CountPendingAsync(cancellationToken);
        return new FeedDto(LagMs, pending, shards.Count == 1 ? Math.Max(0, shards.Values.Single() - pending) : null);
    }

    public async Task<CountDto> CountDeadLettersAsync(CancellationToken cancellationToken) =>
        new(await letters.CountAsync(cancellationToken));
}

internal sealed record CountDto(long Count);
