using AgentMonitor.Costs;
using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.Erasure;
using AgentMonitor.Escalations;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Metrics.Users;
using AgentMonitor.Rollups;
using AgentMonitor.Sessions;
using AgentMonitor.State;
using AgentMonitor.TestKit;
using AgentMonitor.Users;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentMonitor.Cosmos.Tests;

/// <summary>An opened store with its client, as tests use it.</summary>
internal sealed class OpenedCosmos : IStore
{
    private readonly CosmosOptions _options;
    private readonly bool _isReal;

    private OpenedCosmos(CosmosStore store, CosmosClient client, CosmosOptions options, bool isReal)
    {
        Store = store;
        _options = options;
        _isReal = isReal;
        Client = client;
        Feed = new PulledFeed(client.GetContainer(options.Database, options.ExecutionsContainer), store);
    }

    public static RetentionAges Ages { get; } = new(TimeSpan.FromDays(3), TimeSpan.FromDays(8), TimeSpan.FromDays(396));

    public CosmosStore Store { get; }

    public CosmosClient Client { get; }

    public bool FeedsEveryChange => false;

    public bool KeepsErasedIds => true;

    public IExecutionLog Log => Store.Log;

    public IExecutionFeed Feed { get; }

    public IExecutionHistory History => Store.History;

    public IExecutionLists Lists => Store.Lists;

    public IRunningExecutions Running => Store.Running;

    public IDeadLetters DeadLetters => Store.DeadLetters;

    public IRollupStore Rollups => Store.Rollups;

    public IUserDays UserDays => Store.UserDays;

    public IStateStore State => Store.State;

    public IUsers Users => Store.Users;

    public ISessions Sessions => Store.Sessions;

    public ErasedIds Erased => Store.Erased;

    public IUserErasure Erasure => Store.Erasure;

    public IUserDocuments UserDocuments => Store.UserDocuments;

    public IEscalations Escalations => Store.Escalations;

    public static async Task<OpenedCosmos> OpenAsync(GatewayDouble? gateway, CosmosOptions options, TimeProvider? clock = null)
    {
        var client = CosmosClients.Create(options, gateway is null ? null : settings => Use(gateway, settings));
        var store = new CosmosStore(
            options, PriceTable.Empty, Ages, clock ?? new ManualClock(Some.Noon.AddHours(3)), NullLoggerFactory.Instance, client);
        await store.OpenAsync(CancellationToken.None);
        return new OpenedCosmos(store, client, options, isReal: gateway is null);
    }

    public Container Container(string name) => Client.GetContainer(_options.Database, name);

    public async ValueTask DisposeAsync()
    {
        if (_isReal)
        {
            await Client.GetDatabase(_options.Database).DeleteAsync();
        }

        Store.Dispose();
    }

    private static void Use(GatewayDouble gateway, CosmosClientOptions settings)
    {
        settings.ConnectionMode = ConnectionMode.Gateway;
        settings.HttpClientFactory = () => new HttpClient(gateway, disposeHandler: false);
    }
}
