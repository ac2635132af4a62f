using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Client;

/// <summary>
/// How each container is laid out: its partition key, and an index of what is queried and nothing else, since every
/// indexed term costs on every write. The same policies stand in the infrastructure, for accounts where the process
/// may not create containers.
/// </summary>
internal static class ContainerPlans
{
    public static IEnumerable<ContainerProperties> Of(CosmosOptions options) =>
    [
        // Agent and deadline are there while it runs only, so a finished execution has no indexed term.
        Plan(options.ExecutionsContainer, "/shard", "/agent/?", "/deadline/?"),
        Plan(options.RollupsContainer, "/list", "/start/?"),
        Plan(options.ViewsContainer, "/list", "/order/?", "/least/?", "/session/?", "/fingerprint/?", "/user/?", "/first/?", "/state/?"),
        Plan(options.DeadLettersContainer, "/list", "/order/?", "/lsn/?"),
        Plan(options.StateContainer, "/list"),
        Plan(options.LeasesContainer, "/id"),
    ];

    private static ContainerProperties Plan(string name, string partitionKey, params string[] indexed)
    {
        var plan = new ContainerProperties(name, partitionKey)
        {
            // The first version hashes a hundred bytes of a key and no more; lists that differ behind that would share a fate.
            PartitionKeyDefinitionVersion = PartitionKeyDefinitionVersion.V2,
            // -1: documents expire by their own ttl only.
            DefaultTimeToLive = -1,
            IndexingPolicy = new IndexingPolicy { Automatic = true, IndexingMode = IndexingMode.Consistent },
        };
        foreach (var path in indexed)
        {
            plan.IndexingPolicy.IncludedPaths.Add(new IncludedPath { Path = path });
        }

        plan.IndexingPolicy.ExcludedPaths.Add(new ExcludedPath { Path = "/*" });
        return plan;
    }
}
