using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Cosmos.Tests.Log;

public sealed class RunningListTests
{
    [Fact]
    public async Task A_list_of_what_runs_reads_what_runs_and_nothing_else()
    {
        using var gateway = new GatewayDouble();
        await using var store = await OpenedCosmos.OpenAsync(
            gateway, new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString, Shards = 4 });
        await store.Log.AppendAsync([.. Enumerable.Range(0, 300).Select(i => Some.Execution($"e{i}"))], CancellationToken.None);
        await store.Log.AppendAsync(
            [.. Enumerable.Range(0, 3).Select(i => Some.Execution($"r{i}", status: ExecutionStatus.Running))], CancellationToken.None);
        var page = await store.Feed.ReadAsync(0, 1000, CancellationToken.None);
        await new Projector(store.Rollups, new NoLiveUpdates()).ProjectAsync(page, CancellationToken.None);
        var loaded = 0;
        gateway.QueryRan = count => loaded += count;

        var first = await store.Lists.ListAsync(new() { Status = ExecutionStatus.Running }, null, 2, CancellationToken.None);
        Assert.Equal(3, loaded);
        var second = await store.Lists.ListAsync(new() { Status = ExecutionStatus.Running }, first.NextCursor, 2, CancellationToken.None);

        // All were received at the same instant: each is on one page, once.
        Assert.Equal(["r0", "r1", "r2"], first.Items.Concat(second.Items).Select(execution => execution.Id.Value).Order(StringComparer.Ordinal));
        Assert.Null(second.NextCursor);
        Assert.Empty(gateway.Refused);
    }
}
