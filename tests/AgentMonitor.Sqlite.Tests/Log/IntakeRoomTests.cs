using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Log;

/// <summary>Senders wait for a projector that is behind, for half a second; far behind they are turned away.</summary>
public sealed class IntakeRoomTests
{
    private const int Limit = 200_000;

    private readonly ManualClock _clock = new(Some.Noon);
    private readonly DurableEnd _end = new();
    private readonly ProjectedPosition _projected = new();
    private readonly IntakeRoom _room;

    public IntakeRoomTests() => _room = new IntakeRoom(_end, _projected, Limit, _clock);

    [Fact]
    public void Nobody_waits_for_a_projector_that_keeps_up()
    {
        _end.MoveTo(16_000);

        Assert.True(Waiting().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Senders_wait_until_a_projector_that_is_behind_has_come_nearer()
    {
        _end.MoveTo(50_000);

        var waiting = Waiting();
        _projected.MoveTo(30_000);
        Assert.False(waiting.IsCompleted);
        _projected.MoveTo(34_000);

        await waiting;
        Assert.True(Waiting().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task They_wait_no_longer_than_half_a_second_each_as_long_as_it_moves()
    {
        _end.MoveTo(100_000);

        for (var projected = 1; projected <= 3; projected++)
        {
            var waiting = Waiting();
            _projected.MoveTo(projected);
            _clock.Advance(TimeSpan.FromMilliseconds(499));
            Assert.False(waiting.IsCompleted);
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            await waiting;
        }
    }

    [Fact]
    public async Task A_projector_that_stands_still_is_waited_for_once()
    {
        _end.MoveTo(100_000);
        var waiting = Waiting();
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        await waiting;

        Assert.True(Waiting().IsCompletedSuccessfully);

        _projected.MoveTo(1);
        Assert.False(Waiting().IsCompleted);
    }

    [Fact]
    public async Task Who_would_come_on_top_of_the_limit_is_turned_away_at_once_or_after_waiting()
    {
        _end.MoveTo(Limit - 1);
        var waiting = Waiting();
        _end.MoveTo(Limit);

        Assert.Equal(StoreFault.Overloaded, Assert.Throws<StoreUnavailableException>(_room.Check).Fault);
        await Assert.ThrowsAsync<StoreUnavailableException>(Waiting);
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => waiting);
    }

    [Fact]
    public async Task A_sender_that_hangs_up_waits_no_longer()
    {
        using var hungUp = new CancellationTokenSource();
        _end.MoveTo(100_000);

        var waiting = _room.WaitAsync(hungUp.Token).AsTask();
        await hungUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private async Task Waiting() => await _room.WaitAsync(CancellationToken.None);
}
