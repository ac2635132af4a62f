using System.Text.Json;
using AgentMonitor.Alerts;
using AgentMonitor.Alerts.Webhook;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Alerts;

public sealed class AlertSeriesTests
{
    [Fact]
    public void Whatever_the_numbers_do_it_fires_exactly_when_the_whole_series_says_so()
    {
        var firings = 0;
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var rule = Rule(random);
            var looks = Series(random, rule.Kind == AlertKind.SuccessRate ? 100 : 1);

            var expected = AlertOracle.Firings(rule, looks);
            var (fired, over, stands) = Run(rule, looks);

            Assert.True(
                expected.Select(firing => firing.Fired).SequenceEqual(fired)
                && expected.Select(firing => firing.Over).OfType<int>().SequenceEqual(over)
                && stands == expected.Exists(firing => firing.Over is null),
                $"Seed {seed}: expected {string.Join(' ', expected)}, fired at {string.Join(' ', fired)}, over at {string.Join(' ', over)}.");
            firings += fired.Count;
        }

        Assert.True(firings > 1000, $"Only {firings} fired, which shows little.");
    }

    // Everything is written and read again between any two looks, as if the process had been started anew.
    private static (List<int> Fired, List<int> Over, bool Stands) Run(AlertRule rule, IReadOnlyList<Look> looks)
    {
        var (fired, over, ids) = (new List<int>(), new List<int>(), 0);
        var standing = AlertStanding.Empty;
        foreach (var (index, look) in looks.Index())
        {
            var readings = new RuleReadings(rule, [new AlertReading(null, look.Value, look.Executions)]);
            var turn = AlertTurn.Of(standing, [readings], look.At, () => $"{++ids}", tells: true);
            fired.AddRange(turn.Raised.Select(_ => index));
            over.AddRange(turn.Resolved.Select(_ => index));
            standing = JsonSerializer.Deserialize(
                JsonSerializer.SerializeToUtf8Bytes(turn.Standing, AlertJson.Default.AlertStanding), AlertJson.Default.AlertStanding)!;
        }

        Assert.Equal(over.Count, standing.Closing.Count);
        Assert.Equal(
            fired.Select(at => (at, WebhookEvent.Raised)).Concat(over.Select(at => (at, WebhookEvent.Resolved)))
                .Order().Select(told => told.Item2).TakeLast(AlertTurn.MostDeliveries),
            standing.Deliveries.Select(delivery => delivery.Event));
        return (fired, over, standing.Active.Any(alert => alert.IsFiring));
    }

    private static AlertRule Rule(Random random)
    {
        var below = random.Next(2) == 0;
        return new AlertRule
        {
            Id = "r",
            Name = "R",
            Kind = below ? AlertKind.SuccessRate : AlertKind.FeedLag,
            Threshold = below ? 0.5m : 50,
            Recover = random.Next(3) switch { 0 => null, 1 => below ? 0.5m : 50, _ => below ? 0.7m : 30 },
            ForSeconds = random.Next(4) switch { 0 => 0, 1 => 10, 2 => 30, _ => 120 },
            WindowMinutes = random.Next(1, 4),
            MinimumExecutions = random.Next(2) * 10,
        };
    }

    // A value that wanders, with gaps, quiet times and long pauses.
    private static List<Look> Series(Random random, decimal unit)
    {
        var looks = new List<Look>();
        var (at, level) = (Some.Noon, random.Next(100));
        for (var i = 0; i < 60; i++)
        {
            level = Math.Clamp(level + random.Next(-25, 26), 0, 100);
            looks.Add(new Look(
                at,
                random.Next(8) == 0 ? null : level / unit,
                random.Next(6) == 0 ? random.Next(10) : 50));
            at = at.AddSeconds(random.Next(20) switch { 0 => 600, 1 => 61, 2 => 0, _ => 10 });
        }

        return looks;
    }
}
