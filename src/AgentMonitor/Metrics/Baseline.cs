namespace AgentMonitor.Metrics;

public enum BaselineKind
{
    /// <summary>The same hour of the week and its two neighbours, in each of the four weeks before.</summary>
    SameHourOfWeek,

    /// <summary>The 24 hours before.</summary>
    Trailing24,
}

/// <summary>
/// What is usual at an hour: the mean and the standard deviation of hours like it, never of that hour itself. Pure.
/// </summary>
public sealed record Baseline(BaselineKind Kind, double Expected, double Sigma, int Points)
{
    /// <summary>With fewer hours nothing is usual.</summary>
    public const int LeastPoints = 8;

    private const int Weeks = 4;

    private const int TrailingHours = 24;

    // Hours that were all alike would make the smallest change an outlier.
    private const double LeastShare = 0.05;

    /// <summary>The hours that <see cref="Of"/> asks for, and the hour itself, as [from, to).</summary>
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Stretches(DateTimeOffset hour)
    {
        for (var week = Weeks; week > 0; week--)
        {
            var same = hour.AddDays(-7 * week);
            yield return (same.AddHours(-1), same.AddHours(2));
        }

        yield return (hour.AddHours(-TrailingHours), hour.AddHours(1));
    }

    /// <summary>
    /// The same hour of the week where each of four weeks has a value near it, else the 24 hours before; null where
    /// there are too few hours with a value.
    /// </summary>
    /// <param name="hour">A whole hour.</param>
    /// <param name="valueAt">The value of a whole hour; null: none.</param>
    public static Baseline? Of(DateTimeOffset hour, Func<DateTimeOffset, double?> valueAt)
    {
        var weeks = Enumerable.Range(1, Weeks).Select(week => Values(hour.AddDays(-7 * week).AddHours(-1), 3, valueAt)).ToList();
        return weeks.TrueForAll(week => week.Count > 0) && Of(BaselineKind.SameHourOfWeek, [.. weeks.SelectMany(week => week)]) is { } weekly
            ? weekly
            : Of(BaselineKind.Trailing24, Values(hour.AddHours(-TrailingHours), TrailingHours, valueAt));
    }

    /// <summary>By how many standard deviations a value is off; below 0 where it is less than expected.</summary>
    /// <param name="least">The smallest deviation that a standard deviation is taken for.</param>
    public double Deviation(double value, double least) =>
        (value - Expected) / Math.Max(Sigma, Math.Max(least, Math.Abs(Expected) * LeastShare));

    private static Baseline? Of(BaselineKind kind, List<double> values)
    {
        if (values.Count < LeastPoints)
        {
            return null;
        }

        var mean = values.Average();
        return new Baseline(kind, mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), values.Count);
    }

    private static List<double> Values(DateTimeOffset from, int hours, Func<DateTimeOffset, double?> valueAt) =>
        [.. Enumerable.Range(0, hours).Select(hour => valueAt(from.AddHours(hour))).OfType<double>()];
}
