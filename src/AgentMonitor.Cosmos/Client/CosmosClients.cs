using AgentMonitor.Cosmos.Documents;
using Azure.Identity;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Client;

/// <summary>Makes the one client of a process.</summary>
internal static class CosmosClients
{
    public static CosmosClient Create(CosmosOptions options, Action<CosmosClientOptions>? adjust = null)
    {
        var settings = new CosmosClientOptions
        {
            ApplicationName = "AgentMonitor",
            ConnectionMode = options.Gateway ? ConnectionMode.Gateway : ConnectionMode.Direct,
            EnableContentResponseOnWrite = false,
            UseSystemTextJsonSerializerWithOptions = CosmosJson.Default.Options,
        };
        adjust?.Invoke(settings);
        return options.ConnectionString is { } connection
            ? new CosmosClient(connection, settings)
            : new CosmosClient(options.AccountEndpoint, new DefaultAzureCredential(), settings);
    }
}
