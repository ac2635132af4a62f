using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.Executions;
using AgentMonitor.Health.Vitals;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Cosmos.Tests.Charges;

/// <summary>FEATURES.md: 003 "DynamoDB capacity, throttled, successful": RU used, 429s, operations, RU per execution.</summary>
public sealed class VitalsTests
{
    [Fact]
    public async Task Figures_are_what_the_calls_cost_and_what_an_execution_costs_is_known_after_the_first()
    {
        using var gateway = new GatewayDouble();
        await using var store = await OpenedCosmos.OpenAsync(gateway, new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString });
        var before = store.Store.Charges.Read();

        await store.Log.AppendAsync([Some.Execution("a"), Some.Execution("b")], CancellationToken.None);
        await store.Log.AppendAsync([Some.Execution("a")], CancellationToken.None);

        var after = store.Store.Charges.Read();
        Assert.Null(before.RequestUnitsPerExecution);
        Assert.Equal((StoreKind.Cosmos, 2, 0), (after.Kind, after.Executions, after.Throttled));
        Assert.Equal(store.Store.Charges.Total, after.RequestUnits);
        Assert.Equal(after.RequestUnits / 2, after.RequestUnitsPerExecution);
        Assert.Equal(store.Store.Charges.All.Sum(sum => sum.Count), after.Operations);
        Assert.Null(after.LogBytes);
    }

    [Fact]
    public async Task A_request_that_is_throttled_to_the_end_is_counted()
    {
        using var gateway = new GatewayDouble();
        await using var store = await OpenedCosmos.OpenAsync(gateway, new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString });
        gateway.Fault = call => call.IsWrite ? DoubleFault.Of(429) : null;

        await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
            await store.Log.AppendAsync([Some.Execution("a")], CancellationToken.None));

        Assert.Equal(1, store.Store.Charges.Read().Throttled);
    }
}
