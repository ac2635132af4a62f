using AgentMonitor.Executions;
using AgentMonitor.Heartbeats;
using AgentMonitor.State;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Heartbeats;

public sealed class HeartbeatLedgerTests
{
    private readonly ManualClock _clock = new(Some.Noon);

    private readonly InMemoryState _state = new();

    [Fact]
    public async Task What_is_saved_is_there_after_a_restart()
    {
        await BeatAsync(new HeartbeatLedger(_state, _clock), minutes: 10);

        var report = await new HeartbeatLedger(_state, _clock).ReadAsync(CancellationToken.None);

        Assert.Equal((Some.Noon, 1m), (report.Since, report.Ratio24H));
        Assert.Equal(1m, report.Days[^1].Ratio);
        Assert.Null(report.Days[^2].Ratio);
    }

    [Fact]
    public async Task Instances_side_by_side_count_a_minute_once_and_lose_none()
    {
        var (one, other) = (new HeartbeatLedger(_state, _clock), new HeartbeatLedger(_state, _clock));
        for (var minute = 0; minute < 60; minute++)
        {
            // One is up for the first forty minutes, the other for the last forty.
            await BeatAsync(one, minute < 40);
            await BeatAsync(other, minute >= 20);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        var report = await other.ReadAsync(CancellationToken.None);

        Assert.Equal(1m, report.Ratio24H);
        Assert.Single(await _state.ListAsync(StateKinds.Uptime, CancellationToken.None));
    }

    [Fact]
    public async Task Minutes_that_could_not_be_written_go_with_the_next()
    {
        var away = new AwayState(_state);
        var ledger = new HeartbeatLedger(away, _clock);
        await BeatAsync(ledger, minutes: 5);
        away.IsAway = true;
        for (var minute = 0; minute < 5; minute++)
        {
            ledger.Mark();
            await Assert.ThrowsAsync<StoreUnavailableException>(() => ledger.SaveAsync(CancellationToken.None));
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        away.IsAway = false;
        await ledger.SaveAsync(CancellationToken.None);

        Assert.Equal(1m, (await new HeartbeatLedger(_state, _clock).ReadAsync(CancellationToken.None)).Ratio24H);
    }

    [Fact]
    public async Task A_minute_in_which_nobody_beat_is_missing()
    {
        var ledger = new HeartbeatLedger(_state, _clock);
        await BeatAsync(ledger, minutes: 3);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await BeatAsync(ledger, minutes: 4);

        Assert.Equal(0.875m, (await ledger.ReadAsync(CancellationToken.None)).Ratio24H);
    }

    [Fact]
    public async Task Midnight_begins_another_day()
    {
        _clock.MoveTo(new DateTimeOffset(2026, 10, 20, 23, 58, 0, TimeSpan.Zero));
        var ledger = new HeartbeatLedger(_state, _clock);

        await BeatAsync(ledger, minutes: 4);

        var report = await ledger.ReadAsync(CancellationToken.None);
        Assert.Equal((1m, 1m, 1m), (report.Ratio24H, report.Days[^1].Ratio, report.Days[^2].Ratio));
        Assert.Equal(2, (await _state.ListAsync(StateKinds.Uptime, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task What_is_kept_is_bounded()
    {
        var ledger = new HeartbeatLedger(_state, _clock);
        for (var day = 0; day < HeartbeatLedger.KeptDays + 10; day++)
        {
            await BeatAsync(ledger, true);
            _clock.Advance(TimeSpan.FromDays(1));
        }

        await ledger.SweepAsync(CancellationToken.None);

        var kept = await _state.ListAsync(StateKinds.Uptime, CancellationToken.None);
        Assert.Equal(HeartbeatLedger.KeptDays, kept.Count);
        Assert.All(kept, document => Assert.InRange(document.Utf8Json.Length, 1, 300));
    }

    [Fact]
    public async Task Nothing_is_written_while_nothing_is_new()
    {
        var ledger = new HeartbeatLedger(_state, _clock);
        await BeatAsync(ledger, true);
        var before = Assert.Single(await _state.ListAsync(StateKinds.Uptime, CancellationToken.None)).ETag;

        await BeatAsync(ledger, true);

        Assert.Equal(before, Assert.Single(await _state.ListAsync(StateKinds.Uptime, CancellationToken.None)).ETag);
    }

    private async Task BeatAsync(HeartbeatLedger ledger, int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            await BeatAsync(ledger, true);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private static async Task BeatAsync(HeartbeatLedger ledger, bool isUp)
    {
        if (isUp)
        {
            ledger.Mark();
            await ledger.SaveAsync(CancellationToken.None);
        }
    }
}
