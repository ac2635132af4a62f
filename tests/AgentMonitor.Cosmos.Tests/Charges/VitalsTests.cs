using AgentMonitor.Cosmos.Client;
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

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Each_answer_of_429_is_counted_though_the_SDK_goes_on_until_it_gets_through(int answers)
    {
        using var gateway = new GatewayDouble();
        await using var store = await OpenedCosmos.OpenAsync(gateway, new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString });
        await store.Log.AppendAsync([Some.Execution("b")], CancellationToken.None);
        var left = answers;
        gateway.Fault = call => call.IsWrite && left-- > 0 ? DoubleFault.Of(429, 3200) : null;

        await store.Log.AppendAsync([Some.Execution("a")], CancellationToken.None);
        await store.Log.AppendAsync([Some.Execution("b")], CancellationToken.None);

        Assert.Equal(answers, store.Store.Charges.Read().Throttled);
    }

    [Fact]
    public void What_a_summary_of_diagnostics_says_in_either_mode_is_read() => Assert.Equal(6, ThrottledAnswers.In(
        """{"Summary":{"DirectCalls":{"(201, 0)":1,"(429, 3200)":2,"(410, 20001)":1},"GatewayCalls":{"(429, 3092)": 4,"(404, 429)":7}},"StatusCode":429}"""));

    [Fact]
    public async Task A_request_that_is_throttled_to_the_end_is_counted()
    {
        using var gateway = new GatewayDouble();
        await using var store = await OpenedCosmos.OpenAsync(gateway, new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString });
        gateway.Fault = call => call.IsWrite ? DoubleFault.Of(429) : null;

        await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
            await store.Log.AppendAsync([Some.Execution("a")], CancellationToken.None));

        Assert.True(store.Store.Charges.Read().Throttled > 1);
    }
}
