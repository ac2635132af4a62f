using System.Globalization;

namespace AgentMonitor.Alerts;

/// <summary>The sentence that a person reads first.</summary>
internal static class AlertText
{
    public static string Of(AlertRule rule, AlertReading reading, decimal value, decimal limit)
    {
        var about = rule.Agent is { } agent ? $" of {agent}" : "";
        var span = $"the last {Minutes(rule.WindowMinutes)}";
        return rule.Kind switch
        {
            AlertKind.SuccessRate => $"Success rate{about} in {span} is {Percent(value)} (threshold {Percent(limit)}).",
            AlertKind.ErrorRate => $"Error rate{about} in {span} is {Percent(value)} (threshold {Percent(limit)}).",
            AlertKind.LatencyP95 when reading.Baseline is { } usual =>
                $"p95 time{about} in {span} is {Milliseconds(value)}, usually {Milliseconds(usual)} (threshold {Milliseconds(limit)}).",
            AlertKind.LatencyP95 => $"p95 time{about} in {span} is {Milliseconds(value)} (threshold {Milliseconds(limit)}).",
            AlertKind.Cost => $"Executions{about} in {span} cost {Usd(value)} (threshold {Usd(limit)}).",
            AlertKind.Budget => $"{reading.Name ?? "A budget"}: {Percent(value)} is spent (threshold {Percent(limit)}).",
            AlertKind.NoData => $"{Count(value, "execution")}{about} ended in {span}; at least {Number(limit)} should.",
            AlertKind.FeedLag => $"The numbers are {Milliseconds(value)} behind (threshold {Milliseconds(limit)}).",
            AlertKind.DeadLetters => $"{Count(value, "change")} could not be projected (threshold {Number(limit)}).",
            AlertKind.EscalationsWaiting =>
                $"{Count(value, "escalation")} waited for more than {Minutes(rule.WindowMinutes)} (threshold {Number(limit)}).",
            _ => $"{reading.Name ?? "A number"}{about} was {Number(value)} standard deviations from what is usual, two hours in a row (threshold {Number(limit)}).",
        };
    }

    public static string Minutes(int minutes) =>
        minutes % 1440 == 0 ? Whole(minutes / 1440, "day")
        : minutes % 60 == 0 ? Whole(minutes / 60, "hour")
        : Text($"{minutes} min");

    private static string Whole(int count, string what) => Text($"{count} {what}{(count == 1 ? "" : "s")}");

    private static string Percent(decimal ratio) => Text($"{ratio * 100:0.0} %");

    private static string Milliseconds(decimal value) => value >= 1000 ? Text($"{value / 1000:0.0} s") : Text($"{value:0} ms");

    private static string Usd(decimal value) => Text($"${value:0.00##}");

    private static string Number(decimal value) => Text($"{value:0.##}");

    private static string Count(decimal value, string what) => Text($"{value:0} {what}{(value == 1 ? "" : "s")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
