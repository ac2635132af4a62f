using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Projection;

public sealed class FeedFollowerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ListedFeed _feed = new();

    private readonly PiecewiseRollupStore _store = new();

    private readonly ManualClock _clock = new(Some.Noon);

    [Fact]
    public async Task It_projects_what_is_there_and_what_comes()
    {
        _feed.Append(Some.Execution("a"));
        var follower = NewFollower();
        using var stop = new CancellationTokenSource();
        var running = follower.RunAsync(stop.Token);

        await follower.WaitUntilProjectedAsync(1, CancellationToken.None).AsTask().WaitAsync(Patience);
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
        _feed.Append(Some.Execution("a"));
        var follower = NewFollower();
        using var stop = new CancellationTokenSource();
        var running = follower.RunAsync(stop.Token);
        await follower.WaitUntilProjectedAsync(1, CancellationToken.None).AsTask().WaitAsync(Patience);

        _feed.Append(Some.Execution("b"));
        while (_clock.PendingTimers == 0)
        {
            await Task.Yield();
        }

        _feed.Append(Some.Execution("c"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await follower.WaitUntilProjectedAsync(3, CancellationToken.None).AsTask().WaitAsync(Patience);

        await stop.CancelAsync();
        await running.WaitAsync(Patience);
        Assert.Equal(2, _feed.PagesRead);
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
        while (_store.Position is null)
        {
            _clock.Advance(wait);
            await Task.Yield();
        }

        await stop.CancelAsync();
        await running.WaitAsync(Patience);
        await RecountAssert.EqualsRecountAsync(_store, _feed.Executions, "a fault");
    }

    [Fact]
    public async Task Caught_up_it_is_as_fresh_as_the_clock()
    {
        var follower = NewFollower();
        using var stop = new CancellationTokenSource();
        var running = follower.RunAsync(stop.Token);
        _feed.Append(Some.Execution("a"));
        await follower.WaitUntilProjectedAsync(1, CancellationToken.None).AsTask().WaitAsync(Patience);
        await _feed.WaitedAtEnd.WaitAsync(Patience);

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(_clock.GetUtcNow(), follower.AsOf);
        Assert.Equal(TimeSpan.Zero, follower.Lag);
        await stop.CancelAsync();
        await running.WaitAsync(Patience);
    }

    private FeedFollower NewFollower() => new(_feed, new Projector(_store, new NoLiveUpdates()), _clock);
}
