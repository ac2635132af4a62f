using System.Diagnostics;
using System.Numerics;

namespace AgentMonitor.Load.Measure;

/// <summary>Counts by microseconds in buckets that are at most 1/128 wide; one writer, merged at the end.</summary>
internal sealed class LatencyHistogram
{
    private const int Precision = 7;

    private readonly long[] _counts = new long[(64 - Precision) << Precision];

    public long Count { get; private set; }

    public void Add(TimeSpan latency)
    {
        _counts[Index((ulong)Math.Max(0, latency.Ticks / TimeSpan.TicksPerMicrosecond))]++;
        Count++;
    }

    public void AddSince(long timestamp) => Add(Stopwatch.GetElapsedTime(timestamp));

    public void Add(LatencyHistogram other)
    {
        Count += other.Count;
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }
    }

    /// <summary>The nearest rank, as the top of its bucket, in milliseconds.</summary>
    public double QuantileMs(double quantile)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(quantile * Count));
        for (var i = 0; i < _counts.Length; i++)
        {
            rank -= _counts[i];
            if (rank <= 0)
            {
                return Top(i) / 1000.0;
            }
        }

        return 0;
    }

    private static int Index(ulong microseconds)
    {
        var shift = Math.Max(0, BitOperations.Log2(microseconds | 1) - Precision);
        return (shift << Precision) + (int)(microseconds >> shift);
    }

    private static ulong Top(int index)
    {
        var shift = Math.Max(0, (index >> Precision) - 1);
        return ((ulong)(index - (shift << Precision)) << shift) + (1UL << shift) - 1;
    }
}
