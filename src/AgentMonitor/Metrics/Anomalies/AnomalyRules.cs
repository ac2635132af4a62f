namespace AgentMonitor.Metrics.Anomalies;

/// <summary>When a value is beyond chance: further than so many standard deviations from the mean of its baseline.</summary>
public static class AnomalyRules
{
    /// <summary>Marks a chart; alerts ask for more.</summary>
    public const double NoteSigmas = 2;

    /// <summary>Buckets before it that a value is compared with, when there are not four weeks yet.</summary>
    public const int Trailing = 24;

    public const int LeastTrailing = 8;

    public const int Weeks = 4;

    /// <summary>
    /// Null where <paramref name="value"/> is within <paramref name="sigmas"/>. A baseline that hardly varies would make
    /// an anomaly of anything, so its deviation is taken to be <paramref name="least"/> or 5 % of the mean at least;
    /// where that is nothing either, there is nothing to compare with.
    /// </summary>
    public static (double Expected, double Deviation)? Judge(
        double value, IReadOnlyCollection<double> baseline, double least, double sigmas = NoteSigmas)
    {
        var mean = baseline.Average();
        var variance = baseline.Count < 2 ? 0 : baseline.Sum(point => (point - mean) * (point - mean)) / (baseline.Count - 1);
        var deviation = Math.Max(Math.Sqrt(variance), Math.Max(least, Math.Abs(mean) / 20));
        return deviation > 0 && Math.Abs(value - mean) / deviation is var distance && distance > sigmas ? (mean, distance) : null;
    }

    /// <summary>One execution more or less is no news; of milliseconds, tokens and money nobody knows what is little.</summary>
    public static double Least(SeriesMetric metric) => metric is SeriesMetric.TotalRequests or SeriesMetric.Failed ? 1 : 0;
}
