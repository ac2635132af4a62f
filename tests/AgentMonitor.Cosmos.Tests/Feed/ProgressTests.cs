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

    private async Task<OpenedCosmos> OpenAsync()
    {
        var options = new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString, Database = "agentmonitor", Shards = 1 };
        return await OpenedCosmos.OpenAsync(new GatewayDouble(), options, _clock);
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
