using AgentMonitor.Rollups;
using Xunit;

namespace AgentMonitor.Tests.Rollups;

public sealed class DistinctSketchTests
{
    [Fact]
    public void Counts_are_exact_up_to_1024_and_repeats_count_once()
    {
        var sketch = new DistinctSketch();
        for (var number = 1; number <= DistinctSketch.MostExact; number++)
        {
            sketch.Add($"user-{number}");
            sketch.Add($"user-{(number / 2) + 1}");
            Assert.Equal(number == 1 ? 1 : number, sketch.Count());
        }
    }

    [Fact]
    public void The_hash_of_a_string_never_changes() =>
        Assert.Equal(0xBA7816BF8F01CFEAUL, DistinctSketch.HashOf("abc"));

    [Theory]
    [InlineData("")]
    [InlineData("Zoë")]
    public void Adding_a_string_is_adding_its_hash(string id)
    {
        var sketch = new DistinctSketch();
        sketch.Add(DistinctSketch.HashOf(id));

        Assert.Equal(SketchSamples.DistinctOf([id]).Bytes(), sketch.Bytes());
    }

    [Fact]
    public void A_long_string_is_hashed_whole() =>
        Assert.NotEqual(DistinctSketch.HashOf(new string('a', 5_000)), DistinctSketch.HashOf(new string('a', 5_001)));

    /// <summary>
    /// 2.5 % is three standard errors, so at least 99 % of runs must be inside at every size: the sizes around the
    /// change of form, where estimators with correction tables have their bump, and up to a million.
    /// </summary>
    [Fact]
    public void The_error_stays_within_two_and_a_half_percent_from_one_thousand_to_a_million()
    {
        int[] sizes = [1_025, 1_500, 5_000, 16_384, 40_000, 82_000, 250_000, 1_000_000];
        const int seeds = 60;
        var errors = sizes.ToDictionary(size => size, _ => new List<double>());

        Parallel.For(0, seeds, seed =>
        {
            var sketch = new DistinctSketch();
            var random = new Random(seed);
            var added = 0;
            foreach (var size in sizes)
            {
                for (; added < size; added++)
                {
                    sketch.Add((ulong)random.NextInt64(long.MinValue, long.MaxValue));
                }

                lock (errors)
                {
                    errors[size].Add((sketch.Count() - size) / (double)size);
                }
            }
        });

        Assert.All(errors, size =>
        {
            var outside = size.Value.Count(error => Math.Abs(error) > 0.025);
            var bias = size.Value.Average();
            var deviation = Math.Sqrt(size.Value.Average(error => error * error));
            Assert.True(outside <= seeds / 100.0, $"{size.Key}: {outside} of {seeds} outside");
            Assert.True(Math.Abs(bias) < 4 * 0.0082 / Math.Sqrt(seeds), $"{size.Key}: bias {bias:P3}");
            Assert.True(deviation < 0.0115, $"{size.Key}: standard error {deviation:P3}");
        });
    }

    [Fact]
    public void Counting_strings_is_as_good_as_counting_random_hashes()
    {
        var sketch = SketchSamples.DistinctOf(Enumerable.Range(0, 50_000).Select(number => $"user-{number}"));

        Assert.InRange(sketch.Count(), 48_750, 51_250);
    }

    [Fact]
    public void The_1025th_string_turns_the_set_into_registers_that_remember_every_one()
    {
        var ids = Enumerable.Range(0, 1_025).Select(number => $"user-{number}").ToArray();
        var sketch = SketchSamples.DistinctOf(ids);
        var before = sketch.Bytes();

        foreach (var id in ids)
        {
            sketch.Add(id);
        }

        Assert.Equal(before, sketch.Bytes());
        Assert.InRange(sketch.Count(), 1_025, 1_050);
    }

    [Fact]
    public void Few_set_registers_take_less_room_than_all_of_them()
    {
        var few = SketchSamples.DistinctOf(Enumerable.Range(0, 1_100).Select(number => $"user-{number}"));
        var many = SketchSamples.DistinctOf(Enumerable.Range(0, 60_000).Select(number => $"user-{number}"));

        Assert.InRange(few.Bytes().Length / 2, 1_000, 3_000);
        Assert.Equal(12_288 + 4, many.Bytes().Length / 2);
    }
}
