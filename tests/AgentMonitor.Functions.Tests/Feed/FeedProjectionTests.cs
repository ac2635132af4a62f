using AgentMonitor.Executions;
using AgentMonitor.Functions.Feed;
using AgentMonitor.Functions.Settings;
using AgentMonitor.Functions.Tests.App;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Functions.Tests.Feed;

public sealed class FeedProjectionTests : IDisposable
{
    private readonly HeldRollups _rollups = new();

    private readonly ManualClock _clock = new(Some.Noon);

    private readonly FeedOptions _options = new() { Pace = TimeSpan.Zero };

    private readonly FeedProjection _projection;

    public FeedProjectionTests() => _projection = new FeedProjection(new Projector(_rollups, new NoLiveUpdates()), _options, _clock);

    public void Dispose() => _projection.Dispose();

    [Fact]
    public async Task Pages_that_wait_at_once_are_written_as_one_and_each_counts_once()
    {
        using var hold = _rollups.Hold();
        var first = ProjectAsync(Page(0, 1, "a"));
        var others = Enumerable.Range(1, 9).Select(shard => ProjectAsync(Page(shard, 1, $"b{shard}"))).ToList();
        hold.Dispose();
        await Task.WhenAll([first, .. others]);

        Assert.Equal(2, _rollups.Saves);
        Assert.Equal(10, await TotalAsync());
    }

    [Fact]
    public async Task A_page_that_comes_twice_while_it_waits_counts_once()
    {
        using var hold = _rollups.Hold();
        var first = ProjectAsync(Page(0, 1, "a"));
        Task[] again = [ProjectAsync(Page(3, 7, "b")), ProjectAsync(Page(3, 7, "b")), ProjectAsync(Page(3, 7, "b"))];
        hold.Dispose();
        await Task.WhenAll([first, .. again]);

        Assert.Equal(2, await TotalAsync());
    }

    [Fact]
    public async Task A_fault_of_the_store_escapes_from_every_page_that_it_concerns_and_a_redelivery_makes_up_for_it()
    {
        using var hold = _rollups.Hold();
        var first = ProjectAsync(Page(0, 1, "a"));
        var second = ProjectAsync(Page(1, 1, "b"));
        var third = ProjectAsync(Page(2, 1, "c"));
        _rollups.FailAfter = 1;
        hold.Dispose();

        await first;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => second);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => third);
        _rollups.FailAfter = null;
        await ProjectAsync(Page(0, 1, "a"));
        await Task.WhenAll(ProjectAsync(Page(1, 1, "b")), ProjectAsync(Page(2, 1, "c")));
        Assert.Equal(3, await TotalAsync());
    }

    [Fact]
    public async Task An_invocation_that_is_stopped_while_it_waits_holds_nobody_up()
    {
        using var stop = new CancellationTokenSource();
        using var hold = _rollups.Hold();
        var first = ProjectAsync(Page(0, 1, "a"));
        var stopped = _projection.ProjectAsync(Page(1, 1, "b"), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        hold.Dispose();
        await first;

        await ProjectAsync(Page(1, 1, "b"));
        Assert.Equal(2, await TotalAsync());
    }

    [Fact]
    public async Task The_first_page_goes_at_once_and_what_follows_is_gathered_until_the_pace_allows()
    {
        _options.Pace = TimeSpan.FromSeconds(1);
        await ProjectAsync(Page(0, 1, "a"));
        Task[] soon = [ProjectAsync(Page(0, 2, "b")), ProjectAsync(Page(1, 1, "c")), ProjectAsync(Page(2, 1, "d"))];

        _clock.Advance(TimeSpan.FromMilliseconds(900));
        Assert.DoesNotContain(soon, page => page.IsCompleted);
        Assert.Equal(1, _rollups.Saves);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        await Task.WhenAll(soon);
        Assert.Equal(2, _rollups.Saves);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await ProjectAsync(Page(0, 3, "e"));
        Assert.Equal(5, await TotalAsync());
    }

    [Fact]
    public async Task An_invocation_that_is_stopped_while_it_gathers_leaves_its_page_to_whoever_comes_next()
    {
        _options.Pace = TimeSpan.FromSeconds(1);
        await ProjectAsync(Page(0, 1, "a"));
        using var stop = new CancellationTokenSource();
        var stopped = _projection.ProjectAsync(Page(1, 1, "b"), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await ProjectAsync(Page(1, 1, "b"));

        Assert.Equal(2, await TotalAsync());
    }

    private Task ProjectAsync(FeedPage page) => _projection.ProjectAsync(page, CancellationToken.None);

    private static FeedPage Page(int shard, long lsn, string id) => new([new FeedItem(shard, lsn, Some.Execution(id))], [], null);

    private async Task<long> TotalAsync()
    {
        var days = await _rollups.ReadRangeAsync(
            RollupScope.Agents, Grain.Day, Some.Noon.AddDays(-1), Some.Noon.AddDays(1), CancellationToken.None);
        return days.Sum(day => day.Cells[CellName.All].Totals.Total);
    }
}
