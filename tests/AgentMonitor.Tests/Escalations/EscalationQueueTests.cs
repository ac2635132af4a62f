using AgentMonitor.Alerts;
using AgentMonitor.Alerts.Readers;
using AgentMonitor.Erasure;
using AgentMonitor.Escalations;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.State;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Escalations;

public sealed class EscalationQueueTests : IAsyncDisposable
{
    private readonly ManualClock _clock = new(Some.Noon.AddMinutes(10));

    private readonly InMemoryStore _store = new();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_move_outlives_views_that_are_made_anew()
    {
        await RaiseAsync(_store, "a");
        var moved = await Queue(_store, _store.State).MoveAsync("a", EscalationState.InProgress, "mine", default);

        var anew = new InMemoryStore();
        await RaiseAsync(anew, "a");
        var listed = Assert.Single((await Queue(anew, _store.State).ListAsync(new EscalationFilter(), null, 10, default)).Items);

        Assert.Equal((EscalationState.InProgress, _clock.GetUtcNow(), "mine"), (moved!.State, moved.StartedAt, moved.Move!.Note));
        Assert.Equal(moved.Move, listed.Move);
    }

    [Fact]
    public async Task Times_follow_the_moves()
    {
        await RaiseAsync(_store, "a");
        var queue = Queue(_store, _store.State);

        var started = await MoveAsync(queue, EscalationState.InProgress);
        var resolved = await MoveAsync(queue, EscalationState.Resolved);
        var again = await MoveAsync(queue, EscalationState.Resolved);
        var back = await MoveAsync(queue, EscalationState.Pending);

        Assert.Equal((Some.Noon.AddMinutes(11), null), (started.StartedAt, started.ResolvedAt));
        Assert.Equal((Some.Noon.AddMinutes(11), Some.Noon.AddMinutes(12)), (resolved.StartedAt, resolved.ResolvedAt));
        Assert.Equal(resolved.ResolvedAt, again.ResolvedAt);
        Assert.Equal((null, null), (back.StartedAt, back.ResolvedAt));
        Assert.Equal(TimeSpan.FromMinutes(11), resolved.Wait(_clock.GetUtcNow()));
        Assert.Equal(1, await queue.WaitingAsync(Some.Noon, default));
        Assert.Equal(0, await queue.WaitingAsync(Some.Noon.AddTicks(-1), default));
    }

    [Fact]
    public async Task What_nobody_raised_cannot_be_moved()
    {
        Assert.Null(await Queue(_store, _store.State).MoveAsync("a", EscalationState.Resolved, null, default));
        Assert.Empty(await _store.State.ListAsync(StateKinds.Escalations, default));
    }

    [Fact]
    public async Task Moves_go_when_their_executions_are_no_longer_kept()
    {
        await RaiseAsync(_store, "a");
        await Queue(_store, _store.State).MoveAsync("a", EscalationState.Resolved, null, default);

        _clock.Advance(RetentionAges.Default.Raw + TimeSpan.FromDays(1));
        await Queue(new InMemoryStore(), _store.State).WaitingAsync(Some.Noon, default);

        Assert.Empty(await _store.State.ListAsync(StateKinds.Escalations, default));
    }

    [Fact]
    public async Task A_sweep_takes_moves_at_the_age_of_executions_and_no_others()
    {
        var queue = Queue(_store, _store.State);
        var ages = RetentionAges.Default.Raw;
        var moved = new Dictionary<string, DateTimeOffset>();
        foreach (var i in Enumerable.Range(0, 12))
        {
            await RaiseAsync(_store, "a" + i, i + 1);
            await queue.MoveAsync("a" + i, EscalationState.Resolved, null, default);
            moved["a" + i] = _clock.GetUtcNow();
            _clock.Advance(TimeSpan.FromDays(11) + TimeSpan.FromMinutes(i));
        }

        foreach (var _ in moved)
        {
            var expected = moved.Where(move => _clock.GetUtcNow() - move.Value <= ages).Select(move => move.Key).Order(StringComparer.Ordinal).ToList();
            var gone = (await _store.State.ListAsync(StateKinds.Escalations, default)).Count - expected.Count;

            Assert.Equal(gone, await queue.SweepAsync(default));
            Assert.Equal(expected, (await _store.State.ListAsync(StateKinds.Escalations, default)).Select(document => document.Id).Order(StringComparer.Ordinal));
            _clock.Advance(TimeSpan.FromDays(9));
        }

        Assert.Empty(await _store.State.ListAsync(StateKinds.Escalations, default));
    }

    [Fact]
    public async Task Who_is_forgotten_leaves_no_move_behind()
    {
        await RaiseAsync(_store, "a");
        var queue = Queue(_store, _store.State);
        await MoveAsync(queue, EscalationState.Resolved);

        await queue.ForgetAsync(new ForgottenUser("u2", _clock.GetUtcNow(), new FeedMark()), default);
        Assert.Single(await _store.State.ListAsync(StateKinds.Escalations, default));

        await queue.ForgetAsync(new ForgottenUser("u1", _clock.GetUtcNow(), new FeedMark()), default);
        Assert.Empty(await _store.State.ListAsync(StateKinds.Escalations, default));
    }

    [Fact]
    public async Task An_alert_counts_those_that_have_waited_for_its_window()
    {
        await RaiseAsync(_store, "a");
        var reader = new EscalationAlerts(Queue(_store, _store.State));
        var rule = AlertRules.Defaults.First(rule => rule.Kind == AlertKind.EscalationsWaiting);

        var early = await reader.ReadAsync(rule with { WindowMinutes = 11 }, _clock.GetUtcNow(), default);
        var late = await reader.ReadAsync(rule with { WindowMinutes = 10 }, _clock.GetUtcNow(), default);

        Assert.Equal((0m, 1m), (Assert.Single(early).Value, Assert.Single(late).Value));
    }

    [Fact]
    public void What_records_say_merges_the_same_in_any_order()
    {
        var told = new[] { Told(1, EscalationState.Pending, 3), Told(2, EscalationState.InProgress, 1), Told(3, EscalationState.Resolved, 2) };
        var merged = told.Aggregate((one, other) => one.Merge(other));

        foreach (var order in (int[][])[[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0], [2, 2, 1, 0, 1]])
        {
            Assert.Equal(merged, order.Select(i => told[i]).Aggregate((one, other) => one.Merge(other)));
        }

        Assert.Equal((EscalationState.Resolved, Some.Noon.AddMinutes(1)), (merged.State, merged.RaisedAt));
    }

    private static RaisedEscalation Told(long sequence, EscalationState state, int minutes) => RaisedEscalation.Of(new FeedItem(
        0, sequence, Some.Execution("a", endedAt: Some.Noon.AddMinutes(minutes)) with { Escalation = new Escalation(state, sequence == 2 ? EscalationSeverity.Low : null) }))!;

    private static async Task RaiseAsync(InMemoryStore store, string id, long position = 1)
    {
        var execution = Some.Execution(id) with { Escalation = new Escalation(EscalationState.Pending, EscalationSeverity.High) };
        await store.Log.AppendAsync([execution], default);
        await store.Rollups.SaveAsync(new PageWrite([], [], [], position), default);
    }

    private async Task<EscalationEntry> MoveAsync(EscalationQueue queue, EscalationState to)
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        return (await queue.MoveAsync("a", to, null, default))!;
    }

    private EscalationQueue Queue(InMemoryStore store, IStateStore state) =>
        new(store.Escalations, state, _clock, RetentionAges.Default);
}
