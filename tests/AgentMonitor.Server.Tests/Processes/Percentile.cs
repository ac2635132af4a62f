namespace AgentMonitor.Server.Tests.Processes;

internal static class Percentile
{
    /// <summary>The nearest rank; fails where there is nothing.</summary>
    public static double Of(IEnumerable<double> values, double percent)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * percent / 100) - 1)];
    }
}
