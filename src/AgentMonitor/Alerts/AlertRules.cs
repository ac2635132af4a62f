using System.Globalization;
using AgentMonitor.Ingest;

namespace AgentMonitor.Alerts;

/// <summary>The rules of a new installation, and what makes a rule one.</summary>
public static class AlertRules
{
    public const int Most = 100;

    public const int LongestName = 128;

    private const int LongestId = 64;

    public static IReadOnlyList<AlertRule> Defaults { get; } =
    [
        new()
        {
            Id = "success-rate", Name = "Success rate is low", Kind = AlertKind.SuccessRate, Threshold = 0.95m, Recover = 0.97m,
            ForSeconds = 300, WindowMinutes = 15, MinimumExecutions = 20,
        },
        new()
        {
            Id = "error-rate", Name = "Many executions fail", Kind = AlertKind.ErrorRate, Severity = AlertSeverity.Critical,
            Threshold = 0.2m, Recover = 0.1m, ForSeconds = 120, WindowMinutes = 5, MinimumExecutions = 20,
        },
        new()
        {
            Id = "latency", Name = "Executions take much longer than usual", Kind = AlertKind.LatencyP95, BaselineFactor = 2,
            ForSeconds = 300, WindowMinutes = 15, MinimumExecutions = 20,
        },
        new()
        {
            Id = "feed-lag", Name = "The numbers are late", Kind = AlertKind.FeedLag, Severity = AlertSeverity.Critical,
            Threshold = 30_000, Recover = 10_000, ForSeconds = 60,
        },
        new() { Id = "dead-letters", Name = "Changes could not be projected", Kind = AlertKind.DeadLetters, Threshold = 0 },
        new()
        {
            Id = "escalations", Name = "Escalations wait", Kind = AlertKind.EscalationsWaiting, Threshold = 0, WindowMinutes = 5,
        },
        new() { Id = "budget-nearly-spent", Name = "A budget is nearly spent", Kind = AlertKind.Budget, Threshold = 0.8m },
        new()
        {
            Id = "budget-spent", Name = "A budget is spent", Kind = AlertKind.Budget, Severity = AlertSeverity.Critical, Threshold = 1,
        },
        new()
        {
            Id = "anomaly", Name = "Something is far from usual", Kind = AlertKind.Anomaly, Severity = AlertSeverity.Info,
            Threshold = 3, WindowMinutes = 60, MinimumExecutions = 20,
        },
        new() { Id = "no-data", Name = "No executions arrive", Kind = AlertKind.NoData, Enabled = false, Threshold = 1, WindowMinutes = 60 },
        new() { Id = "cost", Name = "A day is expensive", Kind = AlertKind.Cost, Enabled = false, Threshold = 10, WindowMinutes = 1440 },
    ];

    /// <summary>Everything that is wrong with a set of rules, each with a pointer below <c>/rules</c>.</summary>
    public static IReadOnlyList<Fault> Check(IReadOnlyList<AlertRule> rules)
    {
        var faults = new List<Fault>();
        if (rules.Count > Most)
        {
            faults.Add(new Fault("/rules", "too_many", Text($"There may be {Most} rules.")));
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, rule) in rules.Index())
        {
            Check(rule, Text($"/rules/{index}"), faults);
            if (!ids.Add(rule.Id))
            {
                faults.Add(new Fault(Text($"/rules/{index}/id"), "repeated", "Another rule has this id."));
            }
        }

        return faults;
    }

    private static void Check(AlertRule rule, string at, List<Fault> faults)
    {
        Demand(IsId(rule.Id), "id", "not_an_id", Text($"An id is 1 to {LongestId} lower-case letters, digits and hyphens."));
        Demand(IsName(rule.Name), "name", "not_a_name", Text($"A name is 1 to {LongestName} characters, none of them a control character."));
        Demand(rule.Agent is null || rule.Kind.HasAgents(), "agent", "not_of_this_kind", "This kind looks at everything; leave agent out.");
        Demand(rule.Agent is null || IsName(rule.Agent), "agent", "not_a_name", "This cannot be the name of an agent.");
        Demand(rule.ForSeconds is >= 0 and <= 86_400, "for_seconds", "out_of_range", "for_seconds lies between 0 and 86400.");
        Demand(rule.WindowMinutes is >= 1 and <= 43_200, "window_minutes", "out_of_range", "window_minutes lies between 1 and 43200.");
        Demand(rule.MinimumExecutions is >= 0 and <= 1_000_000_000, "minimum_executions", "out_of_range", "minimum_executions lies between 0 and 1000000000.");
        Demand(
            rule.BaselineFactor is null || rule.Kind == AlertKind.LatencyP95,
            "baseline_factor", "not_of_this_kind", "Only latency_p95 is compared with what is usual.");
        Demand(rule.BaselineFactor is null or (> 1 and <= 100), "baseline_factor", "out_of_range", "baseline_factor lies between 1 and 100.");
        Demand(rule.Threshold is not null || rule.BaselineFactor is not null, "threshold", "required", "This rule needs a threshold.");
        Demand(
            rule.Threshold is null || IsInRange(rule.Kind, rule.Threshold.Value),
            "threshold", "out_of_range", "A rate lies between 0 and 1, everything else between 0 and 1000000000000.");
        Demand(rule.Recover is null || IsBehind(rule), "recover", "out_of_range", "recover lies on the good side of the threshold, and a rule with a baseline_factor has none.");

        void Demand(bool holds, string member, string code, string message)
        {
            if (!holds)
            {
                faults.Add(new Fault($"{at}/{member}", code, message));
            }
        }
    }

    private static bool IsBehind(AlertRule rule) =>
        rule.BaselineFactor is null && rule.Threshold is { } threshold && IsInRange(rule.Kind, rule.Recover!.Value)
        && (rule.Kind.IsFaultBelow() ? rule.Recover >= threshold : rule.Recover <= threshold);

    private static bool IsInRange(AlertKind kind, decimal value) =>
        value >= 0 && value <= (kind is AlertKind.SuccessRate or AlertKind.ErrorRate ? 1 : 1_000_000_000_000);

    private static bool IsId(string id) =>
        id.Length is > 0 and <= LongestId && id.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsControl) && name.IsNormalized();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
