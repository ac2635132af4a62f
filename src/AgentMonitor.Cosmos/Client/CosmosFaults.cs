using System.Net;
using AgentMonitor.Executions;
using Azure;
using Azure.Identity;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Client;

/// <summary>
/// What the service's refusals mean to a caller, in one place. 409, 412 and 404 are outcomes and never come here; the
/// SDK has already tried 429, 449, 410 and lost connections again for as long as it does.
/// </summary>
internal static class CosmosFaults
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Later = TimeSpan.FromSeconds(5);

    public static StoreUnavailableException Of(HttpStatusCode status, TimeSpan? retryAfter, Exception? inner = null) => (int)status switch
    {
        429 => new StoreUnavailableException(
            StoreFault.Overloaded, "Cosmos DB takes no more requests at this throughput; send again later.", retryAfter ?? Soon, inner),
        449 => new StoreUnavailableException(
            StoreFault.Overloaded, "Too many writers want the same document in Cosmos DB; send again later.", retryAfter ?? Soon, inner),
        401 or 403 => new StoreUnavailableException(
            StoreFault.Unavailable, "Cosmos DB refuses this identity or key; check its role assignment.", Later, inner),
        413 => new StoreUnavailableException(
            StoreFault.Unavailable, "A document is larger than Cosmos DB takes.", Later, inner),
        _ => new StoreUnavailableException(
            StoreFault.Unavailable, $"Cosmos DB answered {(int)status}; send again later.", retryAfter ?? Later, inner),
    };

    /// <summary>
    /// What passes when tried again: the service's own failures, answers that never arrived, and tokens that the process
    /// did not get for its identity, of which the SDK lets out what the credential threw.
    /// </summary>
    public static bool TryTranslate(Exception exception, CancellationToken cancellationToken, out StoreUnavailableException fault)
    {
        fault = exception switch
        {
            CosmosOperationCanceledException when !cancellationToken.IsCancellationRequested => Lost(exception),
            OperationCanceledException when !cancellationToken.IsCancellationRequested => Lost(exception),
            CosmosException cosmos => Of(cosmos.StatusCode, cosmos.RetryAfter, cosmos),
            HttpRequestException or IOException => Lost(exception),
            AuthenticationFailedException or RequestFailedException => NoToken(exception),
            AggregateException several => Shared(several, cancellationToken),
            _ => null!,
        };
        return fault is not null;
    }

    // A mistake among them is none of these.
    private static StoreUnavailableException Shared(AggregateException several, CancellationToken cancellationToken)
    {
        StoreUnavailableException fault = null!;
        return several.Flatten().InnerExceptions.All(one => TryTranslate(one, cancellationToken, out fault)) ? fault : null!;
    }

    // What the credential says may name tenants and addresses; it goes no further than the inner exception.
    private static StoreUnavailableException NoToken(Exception exception) => new(
        StoreFault.Unavailable,
        "The identity of this process gets no token for Cosmos DB; should that last, check the managed identity and its client id.",
        Later,
        exception);

    private static StoreUnavailableException Lost(Exception exception) =>
        new(StoreFault.Unavailable, "Cosmos DB cannot be reached; send again later.", Later, exception);
}
