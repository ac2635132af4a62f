using AgentMonitor.Metrics.Anomalies;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Metrics;

public sealed class BaselineTests
{
    private static readonly DateTimeOffset Hour = Some.Noon;

    [Fact]
    public void Four_weeks_of_the_same_hour_and_its_neighbours_are_what_is_usual()
    {
        var usual = Baseline.OfHour(Hour, hour => Near(hour) ? 100 : 7)!;

        Assert.Equal((BaselineKind.SameHourOfWeek, 100, 0, 12), (usual.Kind, usual.Expected, usual.Sigma, usual.Points));

        static bool Near(DateTimeOffset hour) => Enumerable.Range(1, 4).Any(week => (hour - Hour.AddDays(-7 * week)).Duration() <= TimeSpan.FromHours(1));
    }

    [Fact]
    public void Where_a_week_is_missing_the_day_before_counts_and_never_the_hour_itself()
    {
        var usual = Baseline.OfHour(Hour, hour => hour < Hour.AddDays(-21) ? null : hour >= Hour ? 1_000_000 : hour.Hour % 2 == 0 ? 10 : 20)!;

        Assert.Equal((BaselineKind.Trailing24, 15, 24), (usual.Kind, usual.Expected, usual.Points));
        Assert.Equal(5 * Math.Sqrt(24 / 23.0), usual.Sigma, 9);
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void Fewer_than_eight_hours_are_not_usual(int hours, bool isEnough) =>
        Assert.Equal(isEnough, Baseline.OfHour(Hour, hour => hour >= Hour.AddHours(-hours) && hour < Hour ? 5 : null) is not null);

    [Theory]
    [InlineData(100, 0, 110, 2.0)]
    [InlineData(100, 0, 90, -2.0)]
    [InlineData(100, 20, 160, 3.0)]
    [InlineData(1, 0, 3, 0.4)]
    public void A_deviation_is_in_standard_deviations_and_never_in_ones_that_are_tiny(double mean, double sigma, double value, double expected) =>
        Assert.Equal(expected, new Baseline(BaselineKind.Trailing24, mean, sigma, 24).Deviation(value, least: 5), 6);

    [Fact]
    public void It_agrees_with_the_textbook_on_any_series()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var values = Enumerable.Range(0, 24).ToDictionary(i => Hour.AddHours(-24 + i), _ => random.Next(4) == 0 ? (double?)null : random.Next(1000));
            var known = values.Values.OfType<double>().ToList();

            var usual = Baseline.OfHour(Hour, hour => values.GetValueOrDefault(hour));

            var mean = known.Sum() / known.Count;
            var variance = known.Sum(value => Math.Pow(value - mean, 2)) / (known.Count - 1);
            Assert.Equal(known.Count >= 8, usual is not null);
            Assert.True(usual is null || (Math.Abs(usual.Expected - mean) < 1e-6 && Math.Abs(usual.Sigma - Math.Sqrt(variance)) < 1e-6), $"Seed {seed}.");
        }
    }

    [Fact]
    public void Every_hour_that_is_asked_for_lies_in_its_stretches()
    {
        var asked = new HashSet<DateTimeOffset> { Hour };
        Baseline.OfHour(Hour, hour => asked.Add(hour) ? null : null);

        Assert.All(asked, hour => Assert.Contains(Baseline.Stretches(Hour), stretch => hour >= stretch.From && hour < stretch.To));
    }
}
