using System.Numerics;

namespace AgentMonitor.Rollups;

/// <summary>
/// The registers of HyperLogLog: P. Flajolet, E. Fusy, O. Gandouet, F. Meunier, "HyperLogLog: the analysis of a
/// near-optimal cardinality estimation algorithm", AofA 2007; wide hashes as in S. Heule, M. Nunkesser, A. Hall,
/// "HyperLogLog in Practice", EDBT 2013. 2^14 registers: standard error 1.04 / sqrt(2^14) = 0.81 %.
/// </summary>
internal static class HyperLogLog
{
    public const int Registers = 1 << IndexBits;

    /// <summary>The highest value of a register: all rank bits were 0.</summary>
    public const int HighestRank = RankBits + 1;

    private const int IndexBits = 14;
    private const int RankBits = 48 - IndexBits;

    /// <summary>Whether that changed a register.</summary>
    public static bool Add(Span<byte> registers, ulong hash48)
    {
        var index = (int)(hash48 >> RankBits);
        var bits = hash48 & ((1UL << RankBits) - 1);
        var rank = (byte)(BitOperations.LeadingZeroCount(bits) - (64 - RankBits) + 1);
        if (rank <= registers[index])
        {
            return false;
        }

        registers[index] = rank;
        return true;
    }

    /// <summary>Whether that changed a register.</summary>
    public static bool Merge(Span<byte> registers, ReadOnlySpan<byte> other)
    {
        var changed = Vector<byte>.Zero;
        for (var index = 0; index < registers.Length; index += Vector<byte>.Count)
        {
            var part = registers.Slice(index, Vector<byte>.Count);
            var mine = new Vector<byte>(part);
            var most = Vector.Max(mine, new Vector<byte>(other[index..]));
            most.CopyTo(part);
            changed |= most ^ mine;
        }

        return changed != Vector<byte>.Zero;
    }

    /// <summary>
    /// The improved raw estimator of O. Ertl, "New cardinality estimation algorithms for HyperLogLog sketches", 2017
    /// (algorithm 6). It needs no correction tables and has no bias at any size, small ones included.
    /// </summary>
    public static double Estimate(ReadOnlySpan<byte> registers)
    {
        // Neighbours often have the same rank, and adding to what was just added to has to wait for it.
        Span<int> withRank = stackalloc int[HighestRank + 1];
        Span<int> everySecond = stackalloc int[HighestRank + 1];
        withRank.Clear();
        everySecond.Clear();
        for (var index = 0; index + 1 < registers.Length; index += 2)
        {
            withRank[registers[index]]++;
            everySecond[registers[index + 1]]++;
        }

        for (var rank = 0; rank < withRank.Length; rank++)
        {
            withRank[rank] += everySecond[rank];
        }

        const double m = Registers;
        var z = m * Tau(1 - (withRank[HighestRank] / m));
        for (var rank = RankBits; rank >= 1; rank--)
        {
            z = (z + withRank[rank]) / 2;
        }

        z += m * Sigma(withRank[0] / m);
        return m * m / (2 * Math.Log(2) * z);
    }

    /// <summary>x + the sum over k >= 1 of x^(2^k) * 2^(k-1); infinite for 1, when no register was ever set.</summary>
    private static double Sigma(double x)
    {
        if (x >= 1)
        {
            return double.PositiveInfinity;
        }

        var (sum, previous, weight) = (x, double.NaN, 1.0);
        while (sum != previous)
        {
            x *= x;
            previous = sum;
            sum += x * weight;
            weight *= 2;
        }

        return sum;
    }

    /// <summary>(1 - x - the sum over k >= 1 of (1 - x^(2^-k))^2 * 2^-k) / 3.</summary>
    private static double Tau(double x)
    {
        if (x is <= 0 or >= 1)
        {
            return 0;
        }

        var (sum, previous, weight) = (1 - x, double.NaN, 1.0);
        while (sum != previous)
        {
            x = Math.Sqrt(x);
            previous = sum;
            weight /= 2;
            sum -= (1 - x) * (1 - x) * weight;
        }

        return sum / 3;
    }
}
