using AgentMonitor.Rollups;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentMonitor.Tests.Rollups;

public sealed class LatencySketchTests
{
    public static TheoryData<string, Func<Random, long>> Distributions { get; } = new()
    {
        { "uniform to a minute", random => random.Next(60_000) },
        { "tiny", random => random.Next(200) },
        { "log-normal around 2 s", random => (long)Math.Exp(7.6 + (1.1 * Normal(random))) },
        { "heavy tail", random => (long)Math.Min(9e9, 50 / Math.Pow(1 - random.NextDouble(), 1.2)) },
        { "two humps", random => random.Next(2) == 0 ? random.Next(80, 120) : random.Next(29_000, 31_000) },
        { "constant", _ => 4_321 },
        { "log-uniform to 10^10", random => (long)Math.Pow(10, 10 * random.NextDouble()) },
    };

    [Theory]
    [MemberData(nameof(Distributions))]
    public void A_quantile_is_within_one_percent_or_one_millisecond_of_the_nearest_rank(string name, Func<Random, long> next)
    {
        foreach (var size in new[] { 1, 2, 10, 999, 20_000 })
        {
            var random = new Random(size);
            var durations = Enumerable.Range(0, size).Select(_ => next(random)).ToArray();
            var sketch = SketchSamples.LatencyOf(durations);
            Array.Sort(durations);

            foreach (var percent in new[] { 0m, 0.1m, 1m, 25m, 50m, 75m, 90m, 95m, 99m, 99.9m, 100m })
            {
                var rank = Math.Max(1, (int)Math.Ceiling(percent * size / 100));
                var exact = durations[rank - 1];
                var answer = sketch.Quantile((double)(percent / 100))!.Value;
                Assert.True(
                    Math.Abs(answer - exact) <= Math.Max(1, exact / 100.0),
                    $"{name}, {size} durations, p{percent}: {answer} for {exact}");
            }
        }
    }

    [Fact]
    public void Every_bin_answers_within_one_percent_or_one_millisecond_at_both_of_its_ends()
    {
        for (var bin = 1; bin < LatencyBins.Count; bin++)
        {
            var middle = LatencyBins.Middle(bin);
            var ends = new[] { LatencyBins.Middle(bin - 1) + 1, middle }.SelectMany(from =>
                Enumerable.Range(0, 2).Select(step => from + step)).Where(value => LatencyBins.Of(value) == bin);

            Assert.Equal(bin, LatencyBins.Of(middle));
            Assert.All(ends, value => Assert.True(Math.Abs(value - middle) <= Math.Max(1, value / 100.0)));
        }
    }

    [Fact]
    public void Bins_never_go_down_as_durations_go_up()
    {
        Prop.ForAll(SketchSamples.Durations, durations =>
        {
            var bins = durations.Order().Select(LatencyBins.Of).ToArray();
            return bins.SequenceEqual(bins.Order());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Durations_below_128_milliseconds_come_back_exactly()
    {
        for (var duration = 0; duration < 128; duration++)
        {
            Assert.Equal(duration, SketchSamples.LatencyOf([duration]).Quantile(0.5));
        }
    }

    [Fact]
    public void The_stored_bin_of_a_duration_never_changes()
    {
        var bins = new long[] { 0, 127, 128, 1_000, 60_000, 86_400_000, 10_000_000_000 }.Select(LatencyBins.Of);

        Assert.Equal([0, 127, 128, 317, 693, 1_362, 1_802], bins);
    }

    [Fact]
    public void An_empty_sketch_has_no_quantile_and_counts_none()
    {
        var sketch = new LatencySketch();
        sketch.Add(5, 0);

        Assert.Null(sketch.Quantile(0.5));
        Assert.Equal(0, sketch.Count);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_quantile_outside_zero_to_one_is_refused(double q) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SketchSamples.LatencyOf([1]).Quantile(q));

    [Fact]
    public void Seven_percent_of_a_hundred_is_the_seventh_and_not_the_eighth() =>
        Assert.Equal(7, SketchSamples.LatencyOf(Enumerable.Range(1, 100).Select(value => (long)value)).Quantile(0.07));

    [Fact]
    public void Negative_durations_are_refused_and_endless_ones_count_as_the_longest()
    {
        var sketch = SketchSamples.LatencyOf([long.MaxValue]);

        Assert.Equal(SketchSamples.LatencyOf([LatencyBins.Longest]).Bytes(), sketch.Bytes());
        Assert.Throws<ArgumentOutOfRangeException>(() => sketch.Add(-1));
    }

    [Fact]
    public void Counts_stop_at_the_most_of_a_bin_in_any_merge_order()
    {
        var (full, one) = (new LatencySketch(), SketchSamples.LatencyOf([7]));
        full.Add(7, long.MaxValue);

        Assert.Equal(SketchSamples.Merged(one, full).Bytes(), SketchSamples.Merged(full, one, one).Bytes());
        Assert.Equal(LatencySketch.MostPerBin, SketchSamples.Merged(full, full).Count);
    }

    [Fact]
    public void Adding_a_duration_many_times_is_adding_it_one_by_one()
    {
        var sketch = new LatencySketch();
        sketch.Add(250, 3);

        Assert.Equal(SketchSamples.LatencyOf([250, 250, 250]).Bytes(), sketch.Bytes());
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
