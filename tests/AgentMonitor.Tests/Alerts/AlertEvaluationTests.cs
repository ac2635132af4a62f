using System.Text.Json;
using AgentMonitor.Alerts;
using AgentMonitor.State;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Alerts;

public sealed class AlertEvaluationTests
{
    private static readonly AlertRule SuccessRate = new()
    {
        Id = "success-rate",
        Name = "Success rate is low",
        Kind = AlertKind.SuccessRate,
        Threshold = 0.95m,
        Recover = 0.97m,
        ForSeconds = 60,
        WindowMinutes = 15,
        MinimumExecutions = 20,
    };

    private static readonly AlertRule Lag = new() { Id = "lag", Name = "Lag", Kind = AlertKind.FeedLag, Threshold = 100, ForSeconds = 30 };

    private DateTimeOffset _now = Some.Noon;

    private AlertStanding _standing = AlertStanding.Empty;

    private int _ids;

    [Fact]
    public void It_fires_once_it_has_been_bad_for_long_enough_and_not_before()
    {
        Assert.Equal(AlertState.Pending, Look(SuccessRate, 0.81m).State);
        Assert.Equal(AlertState.Pending, Look(SuccessRate, 0.81m, after: 59).State);

        var fired = Look(SuccessRate, 0.82m, after: 1);

        Assert.Equal((AlertState.Firing, _now, Some.Noon), (fired.State, fired.FiredAt, fired.Since));
        Assert.Equal("Success rate of the last 15 min is 82.0 % (threshold 95.0 %).", fired.Message.Replace(" in the", " of the", StringComparison.Ordinal));
        Assert.Equal((0.82m, 0.95m, 0.81m), (fired.Value, fired.Threshold, fired.PeakValue));
    }

    [Fact]
    public void What_was_good_in_between_begins_anew()
    {
        Look(SuccessRate, 0.81m);
        Assert.Null(Find(SuccessRate, 0.95m, after: 50));

        Assert.Equal(AlertState.Pending, Look(SuccessRate, 0.81m, after: 50).State);
    }

    [Fact]
    public void A_firing_alert_is_over_only_beyond_the_point_of_recovery()
    {
        Fire(SuccessRate, 0.9m);

        Assert.Equal(AlertState.Firing, Look(SuccessRate, 0.95m).State);
        Assert.Equal(AlertState.Firing, Look(SuccessRate, 0.9699m).State);
        Assert.Null(Find(SuccessRate, 0.97m, after: 10));
        var over = Assert.Single(_standing.Closing);
        Assert.Equal((AlertState.Resolved, _now, 0.9m), (over.State, over.ResolvedAt, over.PeakValue));
    }

    [Fact]
    public void A_value_that_dances_around_the_threshold_fires_once()
    {
        Fire(SuccessRate, 0.94m);
        var id = Look(SuccessRate, 0.94m).Id;

        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(id, Look(SuccessRate, i % 2 == 0 ? 0.96m : 0.94m, after: 10).Id);
        }

        Assert.Empty(_standing.Closing);
    }

    [Fact]
    public void Few_executions_conclude_nothing()
    {
        Assert.Null(Find(SuccessRate, 0m, executions: 19));
        Look(SuccessRate, 0m);

        Assert.Null(Find(SuccessRate, 0m, after: 59, executions: 19));
        Assert.Equal(AlertState.Pending, Look(SuccessRate, 0m, after: 1).State);
    }

    [Fact]
    public void A_firing_alert_with_nothing_to_judge_by_stays_for_one_window_and_is_over_then()
    {
        Fire(SuccessRate, 0.5m);

        Assert.Null(Look(SuccessRate, null).Value);
        Assert.Equal(AlertState.Firing, Look(SuccessRate, null, after: (15 * 60) - 1).State);
        Assert.Null(Find(SuccessRate, null, after: 1));
        Assert.Contains("nothing to judge by", Assert.Single(_standing.Closing).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_value_in_between_keeps_a_firing_alert_alive()
    {
        Fire(SuccessRate, 0.5m);
        Look(SuccessRate, null);
        Look(SuccessRate, 0.5m, after: 14 * 60);

        Assert.Equal(AlertState.Firing, Look(SuccessRate, null, after: 14 * 60).State);
    }

    [Fact]
    public void An_acknowledged_alert_stays_so_until_it_is_over()
    {
        Fire(Lag, 200);
        var seen = _standing.Active[0] with { State = AlertState.Acknowledged, AcknowledgedAt = _now, AcknowledgedNote = "on it" };
        _standing = _standing with { Active = [seen] };

        Assert.Equal((AlertState.Acknowledged, "on it"), (Look(Lag, 300, after: 10).State, Look(Lag, 300).AcknowledgedNote));
        Assert.Null(Find(Lag, 100, after: 10));
        Assert.Equal("on it", Assert.Single(_standing.Closing).AcknowledgedNote);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(864_000)]
    public void A_clock_that_jumps_ahead_is_no_evidence(int seconds)
    {
        var rule = Lag with { ForSeconds = 600 };
        Look(rule, 200);

        Assert.Equal(AlertState.Pending, Look(rule, 200, after: seconds).State);
        Assert.Equal(AlertState.Pending, Look(rule, 200, after: 10).State);
    }

    [Fact]
    public void A_clock_that_is_set_back_neither_fires_nor_holds_up_for_as_long()
    {
        Look(Lag, 200);
        Assert.Equal(AlertState.Pending, Look(Lag, 200, after: -86_400).State);
        var since = _now;

        Assert.Equal(AlertState.Pending, Look(Lag, 200, after: 29).State);
        Assert.Equal((AlertState.Firing, since), (Look(Lag, 200, after: 1).State, _standing.Active[0].Since));
    }

    [Fact]
    public void A_rule_of_no_time_fires_at_once()
    {
        Assert.Equal(AlertState.Firing, Look(Lag with { ForSeconds = 0 }, 101).State);
        Assert.Null(Find(Lag with { Id = "other", ForSeconds = 0 }, 100));
    }

    [Fact]
    public void Latency_is_held_against_what_is_usual_and_the_threshold_is_the_least()
    {
        var rule = new AlertRule { Id = "latency", Name = "Slow", Kind = AlertKind.LatencyP95, BaselineFactor = 2, Threshold = 500 };

        Assert.Null(Find(rule, 900));
        Assert.Null(Find(rule, 500, baseline: 100));
        Assert.Equal(500, Look(rule, 501, baseline: 100).Threshold);
        Assert.Null(Find(rule with { Id = "b" }, 2000, baseline: 1000));
        var fired = Look(rule with { Id = "c" }, 2001, baseline: 1000);
        Assert.Equal("p95 time in the last 15 min is 2.0 s, usually 1.0 s (threshold 2.0 s).", fired.Message);
        Assert.Equal(AlertState.Firing, Look(rule with { Id = "c" }, 1801, baseline: 1000).State);
        Assert.Null(Find(rule with { Id = "c" }, 1800, baseline: 1000));
    }

    [Fact]
    public void A_budget_is_spent_when_all_of_it_is()
    {
        var rule = new AlertRule { Id = "b", Name = "Spent", Kind = AlertKind.Budget, Threshold = 1 };

        Assert.Null(Find(rule, 0.9999m));
        Assert.Equal(AlertState.Firing, Look(rule, 1).State);
        Assert.Null(Find(rule, 0.5m));
    }

    [Fact]
    public void A_rule_that_is_gone_off_or_about_another_thing_ends_what_it_raised()
    {
        Fire(Lag, 200);
        Turn(new RuleReadings(Lag with { Enabled = false }, [new AlertReading(null, 200)]));
        Assert.Empty(_standing.Active);
        Fire(Lag, 200);
        Turn();
        Fire(Lag, 200);
        Turn(new RuleReadings(Lag with { Kind = AlertKind.DeadLetters }, [new AlertReading(null, 200)]));
        Fire(Lag, 200);
        Turn(new RuleReadings(Lag, []));

        Assert.Equal(4, _standing.Closing.Count(alert => alert.Kind == AlertKind.FeedLag));
        Assert.All(_standing.Closing, alert => Assert.Equal(AlertState.Resolved, alert.State));
        Assert.Distinct(_standing.Closing.Select(alert => alert.Id));
    }

    [Fact]
    public void What_cannot_be_read_stays_as_it_is()
    {
        Fire(Lag, 200);
        var before = _standing;

        _now += TimeSpan.FromHours(2);
        Turn(new RuleReadings(Lag, null));

        Assert.Same(before, _standing);
    }

    [Fact]
    public void Each_subject_stands_for_itself()
    {
        var rule = new AlertRule { Id = "b", Name = "Spent", Kind = AlertKind.Budget, Threshold = 1 };

        Turn(new RuleReadings(rule, [new AlertReading("budget:a", 1), new AlertReading("budget:b", 0), new AlertReading("budget:c", 2)]));
        Turn(new RuleReadings(rule, [new AlertReading("budget:a", 0), new AlertReading("budget:b", 1), new AlertReading("budget:c", 2)]));

        Assert.Equal(["budget:b", "budget:c"], _standing.Active.Select(alert => alert.Subject).Order(StringComparer.Ordinal));
        Assert.Equal("budget:a", Assert.Single(_standing.Closing).Subject);
    }

    [Fact]
    public void However_many_there_are_they_fit_into_a_document_and_those_that_fire_come_first()
    {
        var rule = new AlertRule { Id = new string('i', 64), Name = new string('\u0394', 128), Kind = AlertKind.Budget, Threshold = 1 };
        var subjects = Enumerable.Range(0, 1000).Select(i => new AlertReading($"budget:{i}{new string('\u0394', 128)}", 2) { Name = rule.Name }).ToList();

        Turn(new RuleReadings(rule with { Id = "slow", ForSeconds = 100 }, subjects), new RuleReadings(rule, subjects));

        Assert.All(_standing.Active, alert => Assert.True(alert.IsFiring));
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(_standing, AlertJson.Default.AlertStanding).Length, 1, StateLimit);
    }

    private const int StateLimit = StateRules.MaximumBytes;

    private void Fire(AlertRule rule, decimal value)
    {
        Find(rule, value, after: 1000);
        for (var seconds = 0; seconds <= rule.ForSeconds; seconds += 30)
        {
            Find(rule, value, after: 30);
        }

        Assert.Contains(_standing.Active, alert => alert.RuleId == rule.Id && alert.IsFiring);
    }

    private Alert Look(AlertRule rule, decimal? value, int after = 0, long executions = 100, decimal? baseline = null)
    {
        var alert = Find(rule, value, after, executions, baseline);
        Assert.NotNull(alert);
        return alert;
    }

    private Alert? Find(AlertRule rule, decimal? value, int after = 0, long executions = 100, decimal? baseline = null)
    {
        _now = _now.AddSeconds(after);
        Turn(new RuleReadings(rule, [new AlertReading(null, value, executions) { Baseline = baseline }]));
        return _standing.Active.FirstOrDefault(alert => alert.RuleId == rule.Id);
    }

    private void Turn(params RuleReadings[] rules) =>
        _standing = AlertTurn.Of(_standing, rules, _now, () => $"id{++_ids}", tells: true).Standing;
}
