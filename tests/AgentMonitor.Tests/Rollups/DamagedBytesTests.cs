using AgentMonitor.Rollups;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentMonitor.Tests.Rollups;

public sealed class DamagedBytesTests
{
    public static TheoryData<string, bool> Whole { get; } = new()
    {
        { SketchSamples.LatencyOf(Enumerable.Range(0, 90).Select(value => value * 37L)).Bytes(), true },
        { SketchSamples.DistinctOf(Enumerable.Range(0, 40).Select(number => $"user-{number}")).Bytes(), false },
        { SketchSamples.DistinctOf(Enumerable.Range(0, 1_200).Select(number => $"user-{number}")).Bytes(), false },
    };

    [Fact]
    public void Garbage_is_either_a_sketch_or_damaged_and_nothing_else() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<bool>(), (garbage, asRegisters) =>
        {
            // 1,025 announces registers, which random bytes would rarely reach.
            byte[] bytes = asRegisters ? [0x81, 0x08, (byte)garbage.Length, .. garbage] : garbage;
            ReadsOrIsDamaged(bytes, latency: true);
            ReadsOrIsDamaged(bytes, latency: false);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Theory]
    [MemberData(nameof(Whole))]
    public void Bytes_cut_short_anywhere_are_damaged(string hex, bool latency)
    {
        var bytes = Convert.FromHexString(hex);

        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            Assert.Throws<InvalidDataException>(() => Read(cut, latency));
        }
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_flipped_bit_never_does_more_than_damage(string hex, bool latency)
    {
        var bytes = Convert.FromHexString(hex);
        for (var bit = 0; bit < Math.Min(bytes.Length, 400) * 8; bit++)
        {
            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            ReadsOrIsDamaged(flipped, latency);
        }
    }

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFFFF01", "a count that the bytes cannot hold")]
    [InlineData("0205010001", "a bin that comes twice")]
    [InlineData("010500", "an empty bin")]
    [InlineData("01FF7F01", "a bin beyond the last")]
    [InlineData("0180000105", "a padded number")]
    public void Latency_bytes_that_no_sketch_writes_are_damaged(string hex, string why)
    {
        var damage = Record.Exception(() => Read(Convert.FromHexString(hex), latency: true));

        Assert.True(damage is InvalidDataException, why);
        Assert.StartsWith("The stored bytes are damaged: at byte ", damage.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8208")] // a form that does not exist
    [InlineData("02050000000000050000000000")] // the same hash twice
    [InlineData("02060000000000050000000000")] // a greater hash first
    [InlineData("81080124")] // rank 36
    [InlineData("81080100")] // a register that is not set
    [InlineData("810804C0FFFF7F")] // a run beyond the last register
    public void Distinct_bytes_that_no_sketch_writes_are_damaged(string hex) =>
        Assert.Throws<InvalidDataException>(() => Read(Convert.FromHexString(hex), latency: false));

    private static void ReadsOrIsDamaged(byte[] bytes, bool latency)
    {
        var failure = Record.Exception(() => Read(bytes, latency));
        Assert.True(failure is null or InvalidDataException, $"{Convert.ToHexString(bytes)}: {failure}");
    }

    /// <summary>Uses what was read as well: a sketch that came from garbage must answer like any other.</summary>
    private static void Read(byte[] bytes, bool latency)
    {
        var reader = new CompactReader(bytes);
        if (latency)
        {
            var sketch = LatencySketch.Read(ref reader);
            sketch.Merge(sketch.Copy());
            sketch.Quantile(1);
            sketch.Bytes();
        }
        else
        {
            var sketch = DistinctSketch.Read(ref reader);
            sketch.Merge(SketchSamples.DistinctOf(["a"]));
            sketch.Count();
            sketch.Bytes();
        }
    }
}
