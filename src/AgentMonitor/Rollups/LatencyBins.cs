using System.Numerics;

namespace AgentMonitor.Rollups;

/// <summary>
/// Which bin a duration falls into: every doubling of the value is cut into 64 bins of equal width. Bits decide, no
/// logarithm, so that a value has the same bin on every machine. Below 128 ms each value has a bin of its own; above,
/// a bin answers with its middle, which is at most 1/128 of the value away.
/// </summary>
internal static class LatencyBins
{
    /// <summary>Longer durations count as this one: about 116 days.</summary>
    public const long Longest = 10_000_000_000;

    /// <summary>log2 of the bins in a doubling.</summary>
    private const int Precision = 6;

    /// <summary>One more than the highest bin.</summary>
    public static readonly int Count = Of(Longest) + 1;

    public static int Of(long milliseconds)
    {
        var doublings = Math.Max(0, BitOperations.Log2((ulong)milliseconds) - Precision);
        return (doublings << Precision) + (int)(milliseconds >> doublings);
    }

    /// <summary>The middle of the bin, the lower one of two.</summary>
    public static long Middle(int bin)
    {
        var doublings = Math.Max(0, (bin >> Precision) - 1);
        var lowest = (long)(bin - (doublings << Precision)) << doublings;
        return lowest + (((1L << doublings) - 1) / 2);
    }
}
