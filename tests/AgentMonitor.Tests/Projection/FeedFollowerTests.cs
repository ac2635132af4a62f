using AgentMonitor.Contracts.Recount;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Projection;

public sealed class FeedFollowerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ListedFeed _feed = new();

    private readonly PiecewiseRollupStore _store = new();

    private readonly ManualClock _clock = new(Some.Noon);

    [Fact]
    public async Task It_projects_what_is_there_and_what_comes()
    {
        using var stop = new CancellationTokenSource();
        var (follower, running) = await OneProjectedAsync(stop.Token);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _feed.Append(Some.Execution("b"));
        await follower.WaitUntilProjectedAsync(2, CancellationToken.None).AsTask().WaitAsync(Patience);

        await stop.CancelAsync();
        await running.WaitAsync(Patience);
        Assert.Equal(2, _store.Position);
    }

    [Fact]
    public async Task What_comes_in_quick_succession_shares_a_page()
    {
        using var stop = new CancellationTokenSource();
        var (follower, running) = await OneProjectedAsync(stop.Token);

        _feed.Append(Some.Execution("b"));
        await UntilItWaitsAsync();

        _feed.Append(Some.Execution("c"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await follower.WaitUntilProjectedAsync(3, CancellationToken.None).AsTask().WaitAsync(Patience);

        await stop.CancelAsync();
        await running.WaitAsync(Patience);
        Assert.Equal(2, _feed.PagesRead);
    }

    [Theory]
    [InlineData(true, 20)]
    [InlineData(false, 50)]
    public async Task Executions_gather_for_longer_while_nobody_watches(bool isWatched, int milliseconds)
    {
        using var frames = new LiveFeed(TimeProvider.System);
        using var browser = isWatched ? frames.Subscribe() : null;
        using var stop = new CancellationTokenSource();
        var (follower, running) = await OneProjectedAsync(stop.Token, frames);

        _feed.Append(Some.Execution("b"));
        await UntilItWaitsAsync();

        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
        var early = _clock.PendingTimers;
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await follower.WaitUntilProjectedAsync(2, CancellationToken.None).AsTask().WaitAsync(Patience);

        await stop.CancelAsync();
        await running.WaitAsync(Patience);
        Assert.Equal(1, early);
    }

    [Fact]
    public async Task A_page_that_faults_is_tried_again_and_never_skipped()
    {
        _feed.Append(Some.Execution("a"));
        _store.SavesBeforeCrash = 2;
        var follower = NewFollower();
        var faulted = new TaskCompletionSource<TimeSpan>();
        follower.Faulted += (_, wait) => faulted.TrySetResult(wait);
        using var stop = new CancellationTokenSource();
        var running = follower.RunAsync(stop.Token);

        var wait = await faulted.Task.WaitAsync(Patience);
        var deadline = DateTime.UtcNow + Patience;
        while (_store.Position is null && DateTime.UtcNow < deadline)
        {
            _clock.Advance(wait);
            await Task.Yield();
        }

        await stop.CancelAsync();
        await running.WaitAsync(Patience);
        Assert.Equal(1, _store.Position);
        await RecountAssert.EqualsRecountAsync(_store, _feed.Executions, "a fault");
    }

    [Fact]
    public async Task A_dead_letter_that_cannot_be_written_stops_the_checkpoint()
    {
        _feed.Append(Some.Execution("good"));
        _feed.Append(Some.Execution("endless") with { EndedAt = null });
        var refusing = new NoRoomForDeadLetters(_store);
        var follower = new FeedFollower(_feed, new Projector(refusing, new NoLiveUpdates()), _clock);
        using var faults = new SemaphoreSlim(0);
        follower.Faulted += (_, _) => faults.Release();
        using var stop = new CancellationTokenSource();
        var running = follower.RunAsync(stop.Token);

        for (var tries = 0; tries < 3; tries++)
        {
            Assert.True(await faults.WaitAsync(Patience));
            Assert.Null(_store.Position);
            await AdvanceUntilWokenAsync();
        }

        refusing.HasRoom = true;
        var deadline = DateTime.UtcNow + Patience;
        while (_store.Position is null && DateTime.UtcNow < deadline)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        await stop.CancelAsync();
        await running.WaitAsync(Patience);
        Assert.Equal("endless", Assert.Single(_store.DeadLetters).ExecutionId);
        Assert.Equal(2, _store.Position);
    }

    [Fact]
    public async Task Nobody_waits_for_a_projection_that_has_stopped_and_everybody_for_one_that_goes_on()
    {
        _feed.Append(Some.Execution("endless") with { EndedAt = null });
        var refusing = new NoRoomForDeadLetters(_store);
        var follower = new FeedFollower(_feed, new Projector(refusing, new NoLiveUpdates()), _clock);
        using var stop = new CancellationTokenSource();
        var running = follower.RunAsync(stop.Token);

        var waiting = follower.WaitUntilProjectedAsync(1, CancellationToken.None).AsTask();
        await AdvanceUntilAsync(() => waiting.IsCompleted);
        var stopped = await Assert.ThrowsAsync<StoreUnavailableException>(() => waiting.WaitAsync(Patience));
        Assert.Equal(StoreFault.ProjectionStopped, stopped.Fault);
        Assert.Contains("No room.", stopped.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => follower.WaitUntilProjectedAsync(1, CancellationToken.None).AsTask().WaitAsync(Patience));

        refusing.HasRoom = true;
        await AdvanceUntilAsync(() => follower.Lag == TimeSpan.Zero);
        await follower.WaitUntilProjectedAsync(1, CancellationToken.None).AsTask().WaitAsync(Patience);
        await stop.CancelAsync();
        await running.WaitAsync(Patience);
    }

    [Fact]
    public async Task Caught_up_it_is_as_fresh_as_the_clock()
    {
        var follower = NewFollower();
        using var stop = new CancellationTokenSource();
        var running = follower.RunAsync(stop.Token);
        _feed.Append(Some.Execution("a"));
        await follower.WaitUntilProjectedAsync(1, CancellationToken.None).AsTask().WaitAsync(Patience);

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(_clock.GetUtcNow(), follower.AsOf);
        Assert.Equal(TimeSpan.Zero, follower.Lag);
        await stop.CancelAsync();
        await running.WaitAsync(Patience);
    }

    // It is told of the fault before it sets its timer.
    private async Task AdvanceUntilWokenAsync()
    {
        await UntilItWaitsAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));
    }

    private async Task AdvanceUntilAsync(Func<bool> isReached)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!isReached() && DateTime.UtcNow < deadline)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private async Task UntilItWaitsAsync()
    {
        while (_clock.PendingTimers == 0)
        {
            await Task.Yield();
        }
    }

    private async Task<(FeedFollower Follower, Task Running)> OneProjectedAsync(CancellationToken stop, ILiveFrames? frames = null)
    {
        _feed.Append(Some.Execution("a"));
        var follower = NewFollower(frames);
        var running = follower.RunAsync(stop);
        await follower.WaitUntilProjectedAsync(1, CancellationToken.None).AsTask().WaitAsync(Patience);
        return (follower, running);
    }

    private FeedFollower NewFollower(ILiveFrames? frames = null) => new(_feed, new Projector(_store, new NoLiveUpdates()), _clock, frames);

    private sealed class NoRoomForDeadLetters(IRollupStore store) : IRollupStore
    {
        public bool HasRoom { get; set; }

        public ValueTask<IReadOnlyList<RollupDocument>> ReadAsync(
            IReadOnlyCollection<RollupKey> keys, CancellationToken cancellationToken) => store.ReadAsync(keys, cancellationToken);

        public ValueTask<IReadOnlyList<RollupDocument>> ReadRangeAsync(
            RollupScope scope, Grain grain, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
            store.ReadRangeAsync(scope, grain, from, to, cancellationToken);

        public ValueTask<IReadOnlyList<RollupDocument>> ReadAllAsync(
            DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
            store.ReadAllAsync(from, to, cancellationToken);

        public ValueTask<IReadOnlyCollection<RollupKey>> SaveAsync(PageWrite page, CancellationToken cancellationToken) =>
            page.DeadLetters.Count == 0 || HasRoom ? store.SaveAsync(page, cancellationToken)
            : throw new StoreUnavailableException(StoreFault.DiskFull, "No room.", TimeSpan.FromSeconds(1));
    }
}
