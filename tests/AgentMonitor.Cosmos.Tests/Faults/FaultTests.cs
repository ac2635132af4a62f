using System.Text;
using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Microsoft.Azure.Cosmos;
using Xunit;

namespace AgentMonitor.Cosmos.Tests.Faults;

public sealed class FaultTests : IAsyncLifetime, IDisposable
{
    private readonly GatewayDouble _gateway = new();
    private OpenedCosmos _store = null!;

    public async Task InitializeAsync() => _store = await OpenedCosmos.OpenAsync(
        _gateway, new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString, Shards = 4 });

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose() => _gateway.Dispose();

    [Theory]
    [InlineData(503, StoreFault.Unavailable)]
    [InlineData(408, StoreFault.Unavailable)]
    [InlineData(403, StoreFault.Unavailable)]
    [InlineData(449, StoreFault.Overloaded)]
    public async Task A_refusal_that_lasts_is_a_fault_with_a_time_to_come_back(int status, StoreFault expected)
    {
        _gateway.Fault = call => call.IsWrite ? DoubleFault.Of(status) : null;

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(
            async () => await _store.Log.AppendAsync([Some.Execution("a")], CancellationToken.None));

        Assert.Equal(expected, fault.Fault);
        Assert.True(fault.RetryAfter > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_throttled_write_is_tried_again_by_the_SDK_and_goes_through()
    {
        var left = 3;
        _gateway.Fault = call => call.IsWrite && left-- > 0 ? DoubleFault.Of(429) : null;

        var result = Assert.Single(await _store.Log.AppendAsync([Some.Execution("a")], CancellationToken.None));

        Assert.Equal(AppendOutcome.Created, result.Outcome);
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_there_once()
    {
        var left = 1;
        _gateway.Fault = call => call is { Method: "POST", IsWrite: true } && left-- > 0 ? DoubleFault.Lost : null;

        var result = Assert.Single(await _store.Log.AppendAsync([Some.Execution("a")], CancellationToken.None));

        Assert.Equal(AppendOutcome.Duplicate, result.Outcome);
        Assert.Single(_gateway.Container("executions").Items);
    }

    [Fact]
    public async Task A_finish_whose_answer_was_lost_happens_once()
    {
        await _store.Log.AppendAsync([Some.Execution("a", status: ExecutionStatus.Running) with { ContentHash = "start" }], CancellationToken.None);
        var left = 1;
        _gateway.Fault = call => call.Method == "PATCH" && left-- > 0 ? DoubleFault.Lost : null;
        try
        {
            await _store.Log.AppendAsync([Some.Execution("a")], CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // The sender sends it again, as it is told to.
        }

        var again = Assert.Single(await _store.Log.AppendAsync([Some.Execution("a")], CancellationToken.None));

        Assert.Equal(AppendOutcome.Duplicate, again.Outcome);
        Assert.Equal(2, Assert.Single(_gateway.Container("executions").Items).Lsn);
    }

    [Fact]
    public async Task A_page_whose_dead_letter_cannot_be_written_does_not_count()
    {
        var page = new FeedPage([], [new DeadLetter(0, 7, null, "poison", Encoding.UTF8.GetBytes("{}"))], null);
        _gateway.Fault = call => call.Container == "deadletters" ? DoubleFault.Of(503) : null;

        await Assert.ThrowsAsync<StoreUnavailableException>(
            async () => await _store.Rollups.SaveAsync(new PageWrite([], page.Items, page.Unreadable, null), CancellationToken.None));

        Assert.DoesNotContain(_gateway.Container("views").Items, item => item.PartitionKey.Contains("progress", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Containers_that_may_not_be_made_are_named_in_a_sentence()
    {
        var options = new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString, Database = "other", ViewsContainer = "absent", CreateContainers = false };

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenedCosmos.OpenAsync(_gateway, options));

        Assert.Contains("CosmosDb:CreateContainers", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_double_does_not_know_it_refuses_by_name()
    {
        using var pages = _store.Container("views").GetItemQueryStreamIterator("SELECT VALUE 1 FROM c", requestOptions: new() { PartitionKey = new PartitionKey("x") });
        using var page = await pages.ReadNextAsync();

        Assert.False(page.IsSuccessStatusCode);
        Assert.Contains("SELECT VALUE 1 FROM c", Assert.Single(_gateway.Refused), StringComparison.Ordinal);
    }
}
