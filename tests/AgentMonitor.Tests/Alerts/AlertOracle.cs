using AgentMonitor.Alerts;

namespace AgentMonitor.Tests.Alerts;

/// <summary>One look at one number.</summary>
internal sealed record Look(DateTimeOffset At, decimal? Value, long Executions);

/// <summary>
/// Says from a whole series, looking back and ahead as it likes, from which look to which an alert fired. The end is
/// null where it still does.
/// </summary>
internal static class AlertOracle
{
    public static List<(int Fired, int? Over)> Firings(AlertRule rule, IReadOnlyList<Look> looks)
    {
        var firings = new List<(int Fired, int? Over)>();
        for (var i = 0; i < looks.Count; i++)
        {
            var free = firings.Count == 0 ? 0 : firings[^1].Over + 1 ?? int.MaxValue;
            if (i >= free && HasHeld(rule, looks, free, i))
            {
                firings.Add((i, Enumerable.Range(i + 1, looks.Count - i - 1).Cast<int?>().FirstOrDefault(j => IsOver(rule, looks, i, j!.Value))));
            }
        }

        return firings;
    }

    // Bad at each look from some look on, for long enough in steps of a minute at most.
    private static bool HasHeld(AlertRule rule, IReadOnlyList<Look> looks, int free, int now)
    {
        var first = now;
        while (first - 1 >= free && IsBad(rule, looks[first - 1]))
        {
            first--;
        }

        var held = Enumerable.Range(first + 1, now - first)
            .Sum(i => Math.Clamp((looks[i].At - looks[i - 1].At).TotalSeconds, 0, 60));
        return IsBad(rule, looks[now]) && held >= rule.ForSeconds;
    }

    private static bool IsOver(AlertRule rule, IReadOnlyList<Look> looks, int fired, int now)
    {
        if (IsKnown(rule, looks[now]))
        {
            return !IsBad(rule, looks[now])
                && (rule.Kind == AlertKind.SuccessRate
                    ? looks[now].Value >= (rule.Recover ?? rule.Threshold)
                    : looks[now].Value <= (rule.Recover ?? rule.Threshold));
        }

        var first = now;
        while (first - 1 > fired && !IsKnown(rule, looks[first - 1]))
        {
            first--;
        }

        return looks[now].At - looks[first].At >= TimeSpan.FromMinutes(rule.WindowMinutes);
    }

    private static bool IsKnown(AlertRule rule, Look look) =>
        look.Value is not null && (rule.Kind == AlertKind.FeedLag || look.Executions >= rule.MinimumExecutions);

    private static bool IsBad(AlertRule rule, Look look) => IsKnown(rule, look)
        && (rule.Kind == AlertKind.SuccessRate ? look.Value < rule.Threshold : look.Value > rule.Threshold);
}
