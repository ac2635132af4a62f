using AgentMonitor.Contracts;
using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.TestKit;

namespace AgentMonitor.Cosmos.Tests;

/// <summary>
/// A store of the contract tests: the adapter and the real SDK on the double, or, where <see cref="RealAccount"/> names
/// one, on a real account or emulator, in a database of its own.
/// </summary>
internal sealed class CosmosFixture : IStoreFixture
{
    private OpenedCosmos? _opened;

    public async ValueTask<IStore> OpenAsync()
    {
        var options = new CosmosOptions
        {
            ConnectionString = RealAccount.ConnectionString ?? GatewayDouble.ConnectionString,
            Database = RealAccount.ConnectionString is null ? "agentmonitor" : $"agentmonitor-test-{Guid.NewGuid():N}",
            Shards = 1,
            RunningCountAge = TimeSpan.Zero,
            AudienceCountAge = TimeSpan.Zero,
        };
        return _opened = await OpenedCosmos.OpenAsync(RealAccount.ConnectionString is null ? new GatewayDouble() : null, options);
    }

    public async ValueTask DisposeAsync()
    {
        if (_opened is not null)
        {
            await _opened.DisposeAsync();
        }
    }
}
