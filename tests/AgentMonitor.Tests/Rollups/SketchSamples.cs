using AgentMonitor.Rollups;
using FsCheck;
using FsCheck.Fluent;

namespace AgentMonitor.Tests.Rollups;

/// <summary>Durations and ids as they come: mostly small lists, some that leave the sparse form.</summary>
internal static class SketchSamples
{
    private static readonly Gen<long> Duration = Gen.OneOf(
        Gen.Choose(0, 300).Select(value => (long)value),
        Gen.Choose(0, 120_000).Select(value => (long)value),
        Gen.Choose(0, int.MaxValue).Select(value => value * 5L));

    public static Arbitrary<long[]> Durations { get; } = Lists(Duration, 40, 900);

    public static Arbitrary<string[]> Ids { get; } = Lists(Gen.Choose(0, 4_000).Select(number => $"user-{number}"), 40, 2_500);

    public static LatencySketch LatencyOf(IEnumerable<long> durations)
    {
        var sketch = new LatencySketch();
        foreach (var duration in durations)
        {
            sketch.Add(duration);
        }

        return sketch;
    }

    public static DistinctSketch DistinctOf(IEnumerable<string> ids)
    {
        var sketch = new DistinctSketch();
        foreach (var id in ids)
        {
            sketch.Add(id);
        }

        return sketch;
    }

    public static LatencySketch Merged(params LatencySketch[] sketches)
    {
        var all = new LatencySketch();
        foreach (var sketch in sketches)
        {
            all.Merge(sketch);
        }

        return all;
    }

    public static DistinctSketch Merged(params DistinctSketch[] sketches)
    {
        var all = new DistinctSketch();
        foreach (var sketch in sketches)
        {
            all.Merge(sketch);
        }

        return all;
    }

    public static string Bytes(this LatencySketch sketch) => Bytes(sketch.Write);

    public static string Bytes(this DistinctSketch sketch) => Bytes(sketch.Write);

    /// <summary>Hexadecimal, so that a failed comparison shows where the bytes part.</summary>
    private static string Bytes(Action<CompactWriter> write)
    {
        var writer = new CompactWriter();
        write(writer);
        return Convert.ToHexString(writer.Written.Span);
    }

    private static Arbitrary<T[]> Lists<T>(Gen<T> item, int small, int large) => Gen.Frequency(
        (4, Gen.Choose(0, small).SelectMany(length => item.ArrayOf(length))),
        (1, Gen.Choose(0, large).SelectMany(length => item.ArrayOf(length)))).ToArbitrary();
}
