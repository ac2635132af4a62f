namespace AgentMonitor.Metrics.Anomalies;

/// <summary>What a value was compared with.</summary>
public enum BaselineKind
{
    /// <summary>The same hour of the week and its two neighbours, in each of the four weeks before.</summary>
    SameHourOfWeek,

    /// <summary>The 24 buckets before.</summary>
    Trailing24,
}

/// <summary>
/// What is usual for a bucket: the mean and the standard deviation of buckets like it, never of that bucket itself. Charts
/// and alerts judge by it alike; they differ in how far from it is too far. Pure.
/// </summary>
public sealed record Baseline(BaselineKind Kind, double Expected, double Sigma, int Points)
{
    /// <summary>Further off, a bucket is marked in a chart; a rule says itself how far is an alert.</summary>
    public const double NoteSigmas = 2;

    public const int Weeks = 4;

    public const int Trailing = 24;

    /// <summary>With fewer buckets nothing is usual.</summary>
    public const int LeastPoints = 8;

    // Buckets that were all alike would make the smallest change an outlier.
    private const double LeastShare = 0.05;

    /// <summary>The hours that <see cref="OfHour"/> asks for, and the hour itself, as [from, to).</summary>
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Stretches(DateTimeOffset hour)
    {
        for (var week = Weeks; week > 0; week--)
        {
            var same = hour.AddDays(-7 * week);
            yield return (same.AddHours(-1), same.AddHours(2));
        }

        yield return (hour.AddHours(-Trailing), hour.AddHours(1));
    }

    /// <summary>
    /// The same hour of the week where each of four weeks has a value near it, else the buckets right before; null where
    /// there are too few with a value.
    /// </summary>
    /// <param name="weeks">Of each week the same hour and its neighbours; none where buckets are not hours.</param>
    /// <param name="trailing">The buckets right before; looked at only where the weeks do not do.</param>
    public static Baseline? Of(IEnumerable<IEnumerable<double?>> weeks, IEnumerable<double?> trailing)
    {
        var known = weeks.Select(week => Known(week)).ToList();
        return known.Count == Weeks && known.TrueForAll(week => week.Count > 0)
            && Of(BaselineKind.SameHourOfWeek, [.. known.SelectMany(week => week)]) is { } weekly
            ? weekly
            : Of(BaselineKind.Trailing24, Known(trailing));
    }

    /// <param name="hour">A whole hour of UTC.</param>
    /// <param name="valueAt">The value of a whole hour; null: none.</param>
    public static Baseline? OfHour(DateTimeOffset hour, Func<DateTimeOffset, double?> valueAt) => Of(
        Enumerable.Range(1, Weeks).Select(week => Values(hour.AddDays(-7 * week).AddHours(-1), 3, valueAt)),
        Values(hour.AddHours(-Trailing), Trailing, valueAt));

    /// <summary>By how many standard deviations a value is off; below 0 where it is less than expected.</summary>
    /// <param name="least">The smallest deviation that a standard deviation is taken for, above 0.</param>
    public double Deviation(double value, double least) =>
        (value - Expected) / Math.Max(Sigma, Math.Max(least, Math.Abs(Expected) * LeastShare));

    private static Baseline? Of(BaselineKind kind, List<double> values)
    {
        if (values.Count < LeastPoints)
        {
            return null;
        }

        // What was seen is a sample of what is usual, hence one less.
        var mean = values.Average();
        return new Baseline(kind, mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)), values.Count);
    }

    private static IEnumerable<double?> Values(DateTimeOffset from, int hours, Func<DateTimeOffset, double?> valueAt) =>
        Enumerable.Range(0, hours).Select(hour => valueAt(from.AddHours(hour)));

    private static List<double> Known(IEnumerable<double?> values) => [.. values.OfType<double>()];
}
