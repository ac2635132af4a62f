using AgentMonitor.Alerts;
using AgentMonitor.Alerts.Webhook;
using AgentMonitor.Health;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Alerts;

public sealed class WebhookProbeTests
{
    private static readonly AlertRule Rule = new() { Id = "r", Name = "R", Kind = AlertKind.DeadLetters, Threshold = 0 };

    private readonly ManualClock _clock = new(Some.Noon);

    private readonly AlertOptions _options = new() { WebhookUrl = "https://hooks.example.org/x", WebhookSecret = "0123456789abcdef" };

    private readonly AlertBook _book;

    public WebhookProbeTests() => _book = new AlertBook(new InMemoryState(), _clock);

    [Fact]
    public async Task Before_the_first_delivery_nothing_is_wrong()
    {
        var finding = await Probe().ProbeAsync(CancellationToken.None);

        Assert.Equal((HealthState.Ok, "Nothing has been delivered yet."), (finding.State, finding.Sentence));
        Assert.Equal((0, null, null), (finding.Figures["unsent_notices"], finding.Figures["failing_seconds"], finding.Figures["last_delivery_seconds"]));
    }

    [Fact]
    public void Without_a_webhook_there_is_no_such_part()
    {
        Assert.True(Probe().IsThere);
        Assert.False(new WebhookProbe(_book, new AlertOptions(), _clock).IsThere);
    }

    [Fact]
    public async Task It_fails_since_the_first_of_the_failures_in_a_row()
    {
        var random = new Random(4);
        var sender = new ScriptedSender(_clock);
        var outbox = new WebhookOutbox(_book, sender, _options, _clock);
        var tries = new List<(DateTimeOffset At, bool Failed)>();
        for (var i = 0; i < 100; i++)
        {
            sender.Fails = random.Next(3) > 0;
            tries.Add((_clock.GetUtcNow(), sender.Fails));
            await outbox.TestAsync(Rule, CancellationToken.None);
            _clock.Advance(TimeSpan.FromSeconds(1 + random.Next(1000)));

            var finding = await Probe().ProbeAsync(CancellationToken.None);

            var row = Enumerable.Reverse(tries).TakeWhile(tried => tried.Failed).ToList();
            Assert.Equal(row.Count == 0 ? HealthState.Ok : HealthState.Degraded, finding.State);
            Assert.Equal(row.Count == 0 ? null : (double?)(_clock.GetUtcNow() - row[^1].At).TotalSeconds, finding.Figures["failing_seconds"]);
            Assert.Equal((_clock.GetUtcNow() - tries[^1].At).TotalSeconds, finding.Figures["last_delivery_seconds"]);
            Assert.Equal(row.Count == 0 ? null : FormattableString.Invariant($"Deliveries fail since {row[^1].At:yyyy-MM-ddTHH:mm:ssZ}: It is away."), finding.Sentence);
            Assert.DoesNotContain("hooks.example.org", finding.Sentence ?? "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_waits_to_be_sent_is_counted_and_looking_sends_nothing()
    {
        var sender = new ScriptedSender(_clock) { Fails = true };
        await _book.Standing.ChangeAsync(standing => standing with { Deliveries = [Delivery("a"), Delivery("b")] }, CancellationToken.None);
        await new WebhookOutbox(_book, sender, _options, _clock).RunAsync(CancellationToken.None);
        var sent = sender.Sent;

        var finding = await Probe().ProbeAsync(CancellationToken.None);

        Assert.Equal((HealthState.Degraded, 2d), (finding.State, finding.Figures["unsent_notices"]));
        Assert.Equal(sent, sender.Sent);
    }

    private WebhookProbe Probe() => new(_book, _options, _clock);

    private static WebhookDelivery Delivery(string id) => new()
    {
        Id = id,
        Event = WebhookEvent.Raised,
        At = Some.Noon,
        Alert = new Alert
        {
            Id = id,
            RuleId = "r",
            RuleName = "R",
            Kind = AlertKind.DeadLetters,
            Severity = AlertSeverity.Warning,
            State = AlertState.Firing,
            Message = "",
            Since = Some.Noon,
        },
    };

    private sealed class ScriptedSender(ManualClock clock) : IWebhookSender
    {
        public bool Fails { get; set; }

        public int Sent { get; private set; }

        public Task<WebhookOutcome> SendAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
        {
            Sent++;
            return Task.FromResult(new WebhookOutcome(clock.GetUtcNow(), Fails ? 500 : 200, Fails ? "It is away." : null));
        }
    }
}
