using AgentMonitor.Alerts;
using AgentMonitor.Alerts.Webhook;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.State;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Alerts;

public sealed class AlertEvaluatorTests
{
    private static readonly AlertRule Rule = new() { Id = "lag", Name = "Lag", Kind = AlertKind.FeedLag, Threshold = 100, ForSeconds = 20 };

    private readonly ManualClock _clock = new(Some.Noon);

    private readonly InMemoryState _state = new();

    private readonly CollectingSignals _signals = new();

    private readonly AlertOptions _options = new() { WebhookUrl = "https://example.org/hook", WebhookSecret = "0123456789abcdef" };

    private readonly Number _number = new();

    [Fact]
    public async Task An_alert_is_told_once_and_is_in_the_history_once_it_is_over()
    {
        await SaveRuleAsync();
        await LookAsync(200, 200, 200, 200, 50, 50);

        Assert.Equal(["alert:raised", "alert:resolved"], _signals.Types);
        Assert.Equal(AlertState.Resolved, Assert.Single((await History(_state).ListAsync(null, 10, default)).Alerts).State);
        var standing = await Book(_state).ReadStandingAsync(default);
        Assert.Empty(standing.Active.Concat(standing.Closing));
        Assert.Equal([WebhookEvent.Raised, WebhookEvent.Resolved], standing.Deliveries.Select(delivery => delivery.Event));
    }

    // Each write is the last one before the process dies, once before it takes effect and once after; then another
    // process goes on.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whichever_write_is_the_last_nothing_is_forgotten_and_nothing_is_told_twice(bool takesEffect)
    {
        for (var last = 1; last <= 12; last++)
        {
            var state = new InMemoryState();
            await Book(state).SaveRulesAsync(new AlertRuleSet([Rule]), default);
            var dying = new DyingState(state, last, takesEffect);
            var sent = new List<WebhookDelivery>();

            foreach (var value in (decimal[])[200, 200, 200, 200, 50, 50, 50])
            {
                _number.Value = value;
                var store = dying.IsDead ? state : (IStateStore)dying;
                try
                {
                    await Evaluator(store).RunAsync(default);
                    await Outbox(store, sent).RunAsync(default);
                }
                catch (StoreUnavailableException)
                {
                }

                _clock.Advance(TimeSpan.FromSeconds(10));
            }

            // Whoever died with a delivery in hand leaves it for half a minute.
            _clock.Advance(TimeSpan.FromSeconds(40));
            await Evaluator(state).RunAsync(default);
            await Outbox(state, sent).RunAsync(default);

            var standing = await Book(state).ReadStandingAsync(default);
            var alert = Assert.Single((await History(state).ListAsync(null, 10, default)).Alerts);
            Assert.Empty(standing.Active.Concat(standing.Closing));
            Assert.Empty(standing.Deliveries);
            Assert.Equal(2, sent.Select(delivery => delivery.Id).Distinct().Count());
            Assert.InRange(sent.Count, 2, 3);
            Assert.All(sent, delivery => Assert.Equal(alert.Id, delivery.Alert.Id));
        }
    }

    [Fact]
    public async Task Of_two_who_look_at_the_same_moment_one_tells()
    {
        await SaveRuleAsync();
        _number.Value = 200;
        await Evaluator(_state).RunAsync(default);
        _clock.Advance(TimeSpan.FromSeconds(30));

        var gate = new MeetingState(_state, parties: 2);
        var reports = await Task.WhenAll(
            Task.Run(() => Evaluator(gate).RunAsync(default)), Task.Run(() => Evaluator(gate).RunAsync(default)));

        Assert.Single(reports, report => report.Raised.Count == 1);
        Assert.Equal(["alert:raised"], _signals.Types);
        Assert.Single((await Book(_state).ReadStandingAsync(default)).Deliveries);
    }

    [Fact]
    public async Task Of_two_who_deliver_at_the_same_moment_one_sends()
    {
        await SaveRuleAsync();
        await LookAsync(200, 200, 200, 200);
        var sent = new List<WebhookDelivery>();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Outbox(_state, sent).RunAsync(default))));

        Assert.Single(sent);
    }

    [Fact]
    public async Task What_cannot_be_read_stays_and_holds_up_no_other_rule()
    {
        await Book(_state).SaveRulesAsync(new AlertRuleSet([Rule, Rule with { Id = "letters", Kind = AlertKind.DeadLetters, ForSeconds = 0 }]), default);
        await LookAsync(200, 200, 200, 200);
        _number.Fault = new StoreUnavailableException(StoreFault.Unavailable, "Away.", TimeSpan.FromSeconds(1));
        _number.FaultyKind = AlertKind.FeedLag;

        _number.Value = 50;
        var report = await Evaluator(_state).RunAsync(default);

        Assert.Equal("lag", Assert.Single(report.Unread).Rule.Id);
        Assert.Equal("letters", Assert.Single(report.Resolved).RuleId);
        Assert.Equal("lag", Assert.Single((await Book(_state).ReadStandingAsync(default)).Active).RuleId);
    }

    [Fact]
    public async Task Nothing_is_written_while_nothing_changes()
    {
        await SaveRuleAsync();
        await LookAsync(50, 50);
        Assert.Null(await _state.FindAsync(StateKinds.Alerts, "standing", default));
        await LookAsync(200, 200, 200, 200);
        var etag = (await _state.FindAsync(StateKinds.Alerts, "standing", default))!.ETag;

        await LookAsync(200, 200, 200);

        Assert.Equal(etag, (await _state.FindAsync(StateKinds.Alerts, "standing", default))!.ETag);
    }

    [Fact]
    public async Task An_alert_that_is_acknowledged_while_it_is_looked_at_stays_acknowledged()
    {
        await SaveRuleAsync();
        await LookAsync(200, 200, 200, 200);
        var id = (await Book(_state).ReadStandingAsync(default)).Active[0].Id;

        Assert.Equal(AcknowledgeOutcome.Acknowledged, (await Book(_state).AcknowledgeAsync(id, "on it", default)).Outcome);
        await LookAsync(300);

        var alert = Assert.Single((await Book(_state).ReadStandingAsync(default)).Active);
        Assert.Equal((AlertState.Acknowledged, 300, "on it"), (alert.State, alert.Value, alert.AcknowledgedNote));
        Assert.Equal(AcknowledgeOutcome.NotFound, (await Book(_state).AcknowledgeAsync("other", null, default)).Outcome);
        Assert.Equal(["alert:raised"], _signals.Types);
    }

    [Fact]
    public async Task History_is_kept_for_as_long_as_is_set()
    {
        await SaveRuleAsync();
        await LookAsync(200, 200, 200, 50);
        _clock.Advance(TimeSpan.FromDays(60));
        await LookAsync(200, 200, 200, 50);
        _clock.Advance(TimeSpan.FromDays(40));

        Assert.Equal(1, await History(_state).SweepAsync(default));
        Assert.Single((await History(_state).ListAsync(null, 10, default)).Alerts);
    }

    private static AlertBook Book(IStateStore state) => new(state, new ManualClock(Some.Noon));

    private AlertHistory History(IStateStore state) => new(state, _options, _clock);

    private AlertEvaluator Evaluator(IStateStore state) => new(Book(state), History(state), [_number], _signals, _options, _clock);

    private WebhookOutbox Outbox(IStateStore state, List<WebhookDelivery> sent) => new(Book(state), new CollectingSender(sent), _options, _clock);

    private async Task SaveRuleAsync() => await Book(_state).SaveRulesAsync(new AlertRuleSet([Rule]), default);

    private async Task LookAsync(params decimal[] values)
    {
        foreach (var value in values)
        {
            _number.Value = value;
            await Evaluator(_state).RunAsync(default);
            _clock.Advance(TimeSpan.FromSeconds(10));
        }
    }

    private sealed class Number : IAlertReader
    {
        public decimal Value { get; set; }

        public Exception? Fault { get; set; }

        public AlertKind FaultyKind { get; set; }

        public IReadOnlyCollection<AlertKind> Kinds { get; } = [AlertKind.FeedLag, AlertKind.DeadLetters];

        public ValueTask<IReadOnlyList<AlertReading>> ReadAsync(AlertRule rule, DateTimeOffset now, CancellationToken cancellationToken) =>
            Fault is not null && rule.Kind == FaultyKind ? throw Fault : new([new AlertReading(null, Value)]);
    }

    private sealed class CollectingSignals : ILiveSignals
    {
        private readonly List<string> _types = [];

        public IReadOnlyList<string> Types => _types;

        public void Publish(LiveSignal signal)
        {
            lock (_types)
            {
                _types.Add(signal.Type);
            }
        }
    }

    private sealed class CollectingSender(List<WebhookDelivery> sent) : IWebhookSender
    {
        public async Task<WebhookOutcome> SendAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
        {
            lock (sent)
            {
                sent.Add(delivery);
            }

            await Task.Yield();
            return new WebhookOutcome(delivery.At, 200, null);
        }
    }
}
