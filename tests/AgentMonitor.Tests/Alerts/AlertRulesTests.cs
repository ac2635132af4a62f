using AgentMonitor.Alerts;
using Xunit;

namespace AgentMonitor.Tests.Alerts;

public sealed class AlertRulesTests
{
    private static readonly AlertRule Good = new() { Id = "a", Name = "A", Kind = AlertKind.SuccessRate, Threshold = 0.9m };

    public static TheoryData<string, AlertRule> Bad => new()
    {
        { "/rules/0/id not_an_id", Good with { Id = "" } },
        { "/rules/0/id not_an_id", Good with { Id = "Ab" } },
        { "/rules/0/id not_an_id", Good with { Id = new string('a', 65) } },
        { "/rules/0/name not_a_name", Good with { Name = " " } },
        { "/rules/0/name not_a_name", Good with { Name = "a\nb" } },
        { "/rules/0/agent not_of_this_kind", Good with { Kind = AlertKind.DeadLetters, Agent = "tutor" } },
        { "/rules/0/agent not_a_name", Good with { Agent = "" } },
        { "/rules/0/for_seconds out_of_range", Good with { ForSeconds = -1 } },
        { "/rules/0/window_minutes out_of_range", Good with { WindowMinutes = 0 } },
        { "/rules/0/minimum_executions out_of_range", Good with { MinimumExecutions = -1 } },
        { "/rules/0/threshold required", Good with { Threshold = null } },
        { "/rules/0/threshold out_of_range", Good with { Threshold = 1.1m } },
        { "/rules/0/threshold out_of_range", Good with { Kind = AlertKind.Cost, Threshold = -1 } },
        { "/rules/0/recover out_of_range", Good with { Recover = 0.8m } },
        { "/rules/0/recover out_of_range", Good with { Kind = AlertKind.ErrorRate, Recover = 0.95m } },
        { "/rules/0/recover out_of_range", Good with { Kind = AlertKind.LatencyP95, BaselineFactor = 2, Threshold = 5, Recover = 4 } },
        { "/rules/0/baseline_factor not_of_this_kind", Good with { BaselineFactor = 2 } },
        { "/rules/0/baseline_factor out_of_range", Good with { Kind = AlertKind.LatencyP95, BaselineFactor = 1 } },
    };

    [Fact]
    public void The_rules_of_a_new_installation_are_good_and_only_what_depends_on_the_installation_is_off()
    {
        Assert.Empty(AlertRules.Check(AlertRules.Defaults));
        Assert.Equal(["no-data", "cost"], AlertRules.Defaults.Where(rule => !rule.Enabled).Select(rule => rule.Id));
        Assert.Equal(Enum.GetValues<AlertKind>(), AlertRules.Defaults.Select(rule => rule.Kind).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_is_wrong_with_a_rule_is_said_where_it_is(string fault, AlertRule rule) =>
        Assert.Contains(fault, AlertRules.Check([rule]).Select(found => $"{found.Pointer} {found.Code}"));

    [Fact]
    public void Everything_is_said_at_once_and_an_id_is_taken_once()
    {
        var faults = AlertRules.Check([Good, Good with { Threshold = 2, ForSeconds = -1 }]);

        Assert.Equal(
            ["/rules/1/for_seconds", "/rules/1/id", "/rules/1/threshold"],
            faults.Select(fault => fault.Pointer).Order(StringComparer.Ordinal));
        Assert.All(faults, fault => Assert.EndsWith(".", fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void There_may_be_so_many_rules_and_no_more()
    {
        var rules = Enumerable.Range(0, AlertRules.Most + 1).Select(i => Good with { Id = $"r{i}" }).ToList();

        Assert.Empty(AlertRules.Check(rules[1..]));
        Assert.Equal("too_many", Assert.Single(AlertRules.Check(rules)).Code);
    }
}
