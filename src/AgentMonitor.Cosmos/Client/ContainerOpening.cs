using System.Net;
using AgentMonitor.Executions;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace AgentMonitor.Cosmos.Client;

/// <summary>Makes the database and its containers, or sees that they are there and laid out as they have to be.</summary>
internal sealed partial class ContainerOpening(CosmosClient client, CosmosOptions options, ILogger logger)
{
    /// <summary>The container of executions as it is.</summary>
    public async Task<ContainerProperties> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (options.CreateContainers)
            {
                await client.CreateDatabaseIfNotExistsAsync(options.Database, cancellationToken: cancellationToken).ConfigureAwait(false);
            }

            ContainerProperties? executions = null;
            foreach (var plan in ContainerPlans.Of(options))
            {
                var found = await OpenAsync(plan, cancellationToken).ConfigureAwait(false);
                executions ??= found;
            }

            return executions!;
        }
        catch (Exception exception) when (CosmosFaults.TryTranslate(exception, cancellationToken, out var fault))
        {
            throw Explained(exception, fault);
        }
    }

    private async Task<ContainerProperties> OpenAsync(ContainerProperties plan, CancellationToken cancellationToken)
    {
        var database = client.GetDatabase(options.Database);
        var found = options.CreateContainers
            ? (await database.CreateContainerIfNotExistsAsync(plan, cancellationToken: cancellationToken).ConfigureAwait(false)).Resource
            : (await database.GetContainer(plan.Id).ReadContainerAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Resource;
        if (found.PartitionKeyPath != plan.PartitionKeyPath)
        {
            throw new StoreUnavailableException(
                StoreFault.Unavailable,
                $"The container {plan.Id} is partitioned by {found.PartitionKeyPath} and has to be by {plan.PartitionKeyPath}; name another in {CosmosOptions.Section}.",
                TimeSpan.FromMinutes(1));
        }

        // An existing container keeps its policies whatever is asked for.
        if (found.DefaultTimeToLive is null)
        {
            Log.NoExpiry(logger, plan.Id);
        }

        return found;
    }

    private StoreUnavailableException Explained(Exception exception, StoreUnavailableException fault) => exception switch
    {
        CosmosException { StatusCode: HttpStatusCode.NotFound } => new(
            StoreFault.Unavailable,
            $"The database {options.Database} lacks a container; create them as docs/cosmos.md says, or set {CosmosOptions.Section}:{nameof(CosmosOptions.CreateContainers)} to true.",
            fault.RetryAfter,
            exception),
        CosmosException { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } => new(
            StoreFault.Unavailable,
            $"This identity may not create or read the containers of {options.Database}; create them with the infrastructure and set {CosmosOptions.Section}:{nameof(CosmosOptions.CreateContainers)} to false.",
            fault.RetryAfter,
            exception),
        _ => fault,
    };

    private static partial class Log
    {
        [LoggerMessage(310, LogLevel.Warning, "The container {Container} has no default time to live, so nothing in it ever expires.")]
        public static partial void NoExpiry(ILogger logger, string container);
    }
}
