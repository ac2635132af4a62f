using AgentMonitor.Rollups;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentMonitor.Tests.Rollups;

/// <summary>What both sketches must keep: bytes are a function of what was added, however it came together.</summary>
public sealed class SketchLawTests
{
    [Fact]
    public void Merging_latencies_is_commutative_and_associative_and_has_an_identity() =>
        Prop.ForAll(SketchSamples.Durations, SketchSamples.Durations, SketchSamples.Durations, (x, y, z) =>
        {
            var (a, b, c) = (SketchSamples.LatencyOf(x), SketchSamples.LatencyOf(y), SketchSamples.LatencyOf(z));
            var whole = SketchSamples.LatencyOf([.. x, .. y, .. z]);

            return Same(
                whole.Bytes(),
                SketchSamples.Merged(SketchSamples.Merged(a, b), c).Bytes(),
                SketchSamples.Merged(a, SketchSamples.Merged(b, c)).Bytes(),
                SketchSamples.Merged(c, b, new LatencySketch(), a).Bytes()) && whole.Count == x.Length + y.Length + z.Length;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Merging_distinct_counts_is_commutative_and_associative_and_has_an_identity() =>
        Prop.ForAll(SketchSamples.Ids, SketchSamples.Ids, SketchSamples.Ids, (x, y, z) =>
        {
            var (a, b, c) = (SketchSamples.DistinctOf(x), SketchSamples.DistinctOf(y), SketchSamples.DistinctOf(z));
            var whole = SketchSamples.DistinctOf([.. x, .. y, .. z]);

            return Same(
                whole.Bytes(),
                SketchSamples.Merged(SketchSamples.Merged(a, b), c).Bytes(),
                SketchSamples.Merged(a, SketchSamples.Merged(b, c)).Bytes(),
                SketchSamples.Merged(c, b, new DistinctSketch(), a).Bytes());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_order_and_any_merge_tree_give_the_same_latency_bytes() =>
        Prop.ForAll(SketchSamples.Durations, ArbMap.Default.ArbFor<int>(), (durations, seed) =>
        {
            var random = new Random(seed);
            var shuffled = durations.ToArray();
            random.Shuffle(shuffled);
            var forest = shuffled.Select(duration => SketchSamples.LatencyOf([duration])).Append(new LatencySketch()).ToList();
            MergeAtRandom(forest, random, SketchSamples.Merged);

            return Same(SketchSamples.LatencyOf(durations).Bytes(), forest[0].Bytes());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_order_and_any_merge_tree_give_the_same_distinct_bytes() =>
        Prop.ForAll(SketchSamples.Ids, ArbMap.Default.ArbFor<int>(), (ids, seed) =>
        {
            var random = new Random(seed);
            var shuffled = ids.ToArray();
            random.Shuffle(shuffled);
            var forest = shuffled.Chunk(random.Next(1, 600)).Select(SketchSamples.DistinctOf).Append(new DistinctSketch()).ToList();
            MergeAtRandom(forest, random, SketchSamples.Merged);

            return Same(SketchSamples.DistinctOf(ids).Bytes(), forest[0].Bytes());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_latency_sketch_comes_back_from_its_bytes() =>
        Prop.ForAll(SketchSamples.Durations, durations =>
        {
            var sketch = SketchSamples.LatencyOf(durations);
            var reader = new CompactReader(Convert.FromHexString(sketch.Bytes()));
            var read = LatencySketch.Read(ref reader);

            return reader.IsAtEnd && Same(sketch.Bytes(), read.Bytes(), sketch.Copy().Bytes())
                && read.Count == sketch.Count && read.Quantile(0.9) == sketch.Quantile(0.9);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_distinct_sketch_comes_back_from_its_bytes() =>
        Prop.ForAll(SketchSamples.Ids, ids =>
        {
            var sketch = SketchSamples.DistinctOf(ids);
            var reader = new CompactReader(Convert.FromHexString(sketch.Bytes()));
            var read = DistinctSketch.Read(ref reader);

            return reader.IsAtEnd && Same(sketch.Bytes(), read.Bytes(), sketch.Copy().Bytes()) && read.Count() == sketch.Count();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_copy_and_its_original_go_separate_ways()
    {
        var (latency, distinct) = (SketchSamples.LatencyOf([5]), SketchSamples.DistinctOf(["a"]));
        var (latencyCopy, distinctCopy) = (latency.Copy(), distinct.Copy());
        latencyCopy.Add(5);
        latencyCopy.Add(6);
        distinctCopy.Add("b");

        Assert.Equal((1, 3), (latency.Count, latencyCopy.Count));
        Assert.Equal((1, 2), (distinct.Count(), distinctCopy.Count()));
    }

    [Fact]
    public void A_sketch_may_be_merged_into_itself()
    {
        var (latency, distinct) = (SketchSamples.LatencyOf([5, 900]), SketchSamples.DistinctOf(["a", "b"]));
        latency.Merge(latency);
        distinct.Merge(distinct);

        Assert.Equal(4, latency.Count);
        Assert.Equal(2, distinct.Count());
    }

    private static void MergeAtRandom<T>(List<T> forest, Random random, Func<T[], T> merge)
    {
        while (forest.Count > 1)
        {
            var at = random.Next(forest.Count - 1);
            forest[at] = merge([forest[at], forest[at + 1]]);
            forest.RemoveAt(at + 1);
        }
    }

    private static bool Same(params string[] encodings) => encodings.Distinct().Count() == 1;
}
