using AgentMonitor.Cosmos.Documents;
using Azure.Core;
using Azure.Identity;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Client;

/// <summary>Makes the one client of a process.</summary>
internal static class CosmosClients
{
    /// <param name="options">Which account.</param>
    /// <param name="adjust">What a test has otherwise.</param>
    /// <param name="credential">Where no key is given; null: this process's identity.</param>
    public static CosmosClient Create(
        CosmosOptions options, Action<CosmosClientOptions>? adjust = null, TokenCredential? credential = null)
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
            : new CosmosClient(options.AccountEndpoint, credential ?? new DefaultAzureCredential(), settings);
    }
}
