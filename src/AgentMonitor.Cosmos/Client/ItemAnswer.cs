using System.Net;

namespace AgentMonitor.Cosmos.Client;

/// <summary>
/// What a request on one item came to: done, or one of the outcomes that the protocol is built on.
/// <see cref="Lsn"/> is the number of the transaction that wrote the item, 0 where the service does not say.
/// </summary>
internal readonly record struct ItemAnswer(HttpStatusCode Status, string? ETag, long Lsn)
{
    public bool IsDone => (int)Status is >= 200 and < 300;

    /// <summary>Something of this id is there already.</summary>
    public bool Exists => Status == HttpStatusCode.Conflict;

    /// <summary>Its version moved, the predicate is false, or it is gone.</summary>
    public bool Moved => Status is HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound;

    public bool IsGone => Status == HttpStatusCode.NotFound;
}

internal readonly record struct ItemRead<T>(T? Item, string? ETag, long Lsn)
    where T : class;
