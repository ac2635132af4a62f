using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Cosmos.Tests.Feed;

public sealed class ProgressTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ManualClock _clock = new(Some.Noon.AddHours(3));

    [Fact]
    public async Task Nobody_waits_for_ever_where_no_instance_projects()
    {
        await using var store = await OpenAsync();

        var waiting = store.Store.Position.WaitUntilProjectedAsync(FeedMark.Of(0, 5), CancellationToken.None).AsTask();
        await AdvanceUntilAsync(() => waiting.IsCompleted, TimeSpan.FromSeconds(1));

        Assert.Equal(StoreFault.ProjectionStopped, (await Assert.ThrowsAsync<StoreUnavailableException>(() => waiting.WaitAsync(Patience))).Fault);
    }

    [Fact]
    public async Task Whoever_goes_on_is_waited_for_however_long_it_takes()
    {
        await using var store = await OpenAsync();
        var waiting = store.Store.Position.WaitUntilProjectedAsync(FeedMark.Of(0, 5), CancellationToken.None).AsTask();

        for (var lsn = 1; lsn <= 5; lsn++)
        {
            var until = _clock.GetUtcNow().AddSeconds(100);
            await AdvanceUntilAsync(() => _clock.GetUtcNow() >= until, TimeSpan.FromMilliseconds(250));
            await store.Rollups.SaveAsync(new PageWrite([], [new FeedItem(0, lsn, Some.Execution($"x{lsn}"))], [], null), CancellationToken.None);
        }

        await AdvanceUntilAsync(() => waiting.IsCompleted, TimeSpan.FromMilliseconds(250));
        await waiting.WaitAsync(Patience);
    }

    [Fact]
    public async Task Progress_outlives_every_execution_that_was_counted()
    {
        using var gateway = new GatewayDouble();
        await using var store = await OpenAsync(gateway);

        await MoveAsync(store, shard: 0, lsn: 1);

        var progress = Assert.Single(Progress(gateway));
        Assert.True(progress.Body["ttl"]!.GetValue<int>() >= (OpenedCosmos.Ages.Raw + TimeSpan.FromDays(30)).TotalSeconds, progress.Stored);
    }

    [Fact]
    public async Task An_instance_takes_over_what_those_have_said_that_write_no_more()
    {
        using var gateway = new GatewayDouble { Clock = _clock };
        await using var gone = await OpenAsync(gateway);
        await using var going = await OpenAsync(gateway);
        await using var fresh = await OpenAsync(gateway);
        await MoveAsync(gone, shard: 1, lsn: 7);
        _clock.Advance(TimeSpan.FromMinutes(70));
        await MoveAsync(going, shard: 2, lsn: 4);
        await MoveAsync(fresh, shard: 2, lsn: 5);
        await MoveAsync(going, shard: 2, lsn: 6);

        Assert.Equal(2, Progress(gateway).Count);
        var projected = await ((Views.CosmosProgress)going.Store.Position).ReadAsync(CancellationToken.None);
        Assert.Equal([(1, 7L), (2, 6L)], projected.Shards.OrderBy(shard => shard.Key).Select(shard => (shard.Key, shard.Value)));
        Assert.Empty(gateway.Refused);
    }

    private static List<DoubleItem> Progress(GatewayDouble gateway) =>
        [.. gateway.Container("views").Items.Where(item => item.Body.ContainsKey("shards"))];

    private static async Task MoveAsync(OpenedCosmos store, int shard, long lsn) =>
        await store.Rollups.SaveAsync(new PageWrite([], [new FeedItem(shard, lsn, Some.Execution($"x{lsn}"))], [], null), CancellationToken.None);

    private async Task<OpenedCosmos> OpenAsync(GatewayDouble? gateway = null)
    {
        var options = new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString, Database = "agentmonitor", Shards = 1 };
        return await OpenedCosmos.OpenAsync(gateway ?? new GatewayDouble(), options, _clock);
    }

    // Only when somebody waits, since each wait is a question of its own.
    private async Task AdvanceUntilAsync(Func<bool> isReached, TimeSpan step)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!isReached() && DateTime.UtcNow < deadline)
        {
            if (_clock.PendingTimers > 0)
            {
                _clock.Advance(step);
            }

            await Task.Yield();
        }
    }
}
