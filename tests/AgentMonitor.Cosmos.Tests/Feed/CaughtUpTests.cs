using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Microsoft.Azure.Cosmos;
using Xunit;

namespace AgentMonitor.Cosmos.Tests.Feed;

/// <summary>Whether anything is still to be projected, by leases that a trigger has left as they are.</summary>
public sealed class CaughtUpTests
{
    private readonly ManualClock _clock = new(Some.Noon.AddHours(3));

    [Fact]
    public async Task What_came_in_since_the_last_look_is_not_taken_for_projected()
    {
        await using var store = await OpenAsync();
        await MakeLeasesAsync(store);
        Assert.Equal(0, await store.Store.Position.CountPendingAsync(CancellationToken.None));
        _clock.Advance(TimeSpan.FromSeconds(1));

        await store.Log.AppendAsync([Some.Execution("a")], CancellationToken.None);

        Assert.False(await store.Store.Position.IsCaughtUpAsync(CancellationToken.None));
        Assert.Equal(1, await store.Store.Position.CountPendingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Leases_that_have_passed_everything_say_so()
    {
        await using var store = await OpenAsync();

        await MakeLeasesAsync(store);

        Assert.True(await store.Store.Position.IsCaughtUpAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Where_no_trigger_ever_ran_nothing_is_known_to_be_projected()
    {
        await using var store = await OpenAsync();

        await store.Log.AppendAsync([Some.Execution("a")], CancellationToken.None);

        Assert.False(await store.Store.Position.IsCaughtUpAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Who_is_forgotten_right_after_something_came_in_does_not_come_back_with_it()
    {
        await using var store = await OpenAsync();
        await MakeLeasesAsync(store);
        await store.Store.Position.CountPendingAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await store.Log.AppendAsync([Some.Execution("a", user: "ann")], CancellationToken.None);
        using var forgetful = new Forgetful(store, _clock, store.Store.Position);

        var forgetting = forgetful.Forgetting.ForgetAsync("ann", CancellationToken.None).AsTask();
        while (!forgetting.IsCompleted)
        {
            // One is the patience of who asked; beside it, somebody waits for the projection.
            _clock.Advance(_clock.PendingTimers > 1 ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);
            await Task.Delay(1);
        }

        Assert.False((await forgetting).IsDone);
        await forgetful.ProjectAsync();
        await MakeLeasesAsync(store);
        await forgetful.Forgetting.ResumeAsync(CancellationToken.None);
        Assert.Empty((await store.Lists.ListAsync(new ExecutionFilter { UserId = "ann" }, null, 10, CancellationToken.None)).Items);
        Assert.Empty(await store.UserDocuments.ReadAsync("ann", CancellationToken.None));
    }

    private async Task<OpenedCosmos> OpenAsync() => await OpenedCosmos.OpenAsync(
        new GatewayDouble { Clock = _clock, Ranges = 1 }, new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString, Shards = 1 }, _clock);

    // A trigger that reads whatever there is, and ends. Of a range that was never written to the SDK says that one change
    // is pending.
    private static async Task MakeLeasesAsync(OpenedCosmos store)
    {
        await store.Log.AppendAsync([Some.Execution("before", user: "ben")], CancellationToken.None);
        var processor = store.Container("executions")
            .GetChangeFeedProcessorBuilder("projection", (_, _, _) => Task.CompletedTask)
            .WithInstanceName("one")
            .WithLeaseContainer(store.Container("leases"))
            .WithLeaseConfiguration(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(500))
            .WithPollInterval(TimeSpan.FromMilliseconds(20))
            .WithStartTime(DateTime.MinValue.ToUniversalTime())
            .Build();
        await processor.StartAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await store.Store.Position.IsCaughtUpAsync(patience.Token))
        {
            await Task.Delay(20, patience.Token);
        }

        await processor.StopAsync();
    }
}
