using System.Net;
using AgentMonitor.Executions;
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

    /// <summary>What passes when tried again: the service's own failures, and answers that never arrived.</summary>
    public static bool TryTranslate(Exception exception, CancellationToken cancellationToken, out StoreUnavailableException fault)
    {
        fault = exception switch
        {
            CosmosOperationCanceledException when !cancellationToken.IsCancellationRequested => Lost(exception),
            OperationCanceledException when !cancellationToken.IsCancellationRequested => Lost(exception),
            CosmosException cosmos => Of(cosmos.StatusCode, cosmos.RetryAfter, cosmos),
            HttpRequestException or IOException => Lost(exception),
            _ => null!,
        };
        return fault is not null;
    }

    private static StoreUnavailableException Lost(Exception exception) =>
        new(StoreFault.Unavailable, "Cosmos DB cannot be reached; send again later.", Later, exception);
}
