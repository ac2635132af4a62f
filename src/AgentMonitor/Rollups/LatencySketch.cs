namespace AgentMonitor.Rollups;

/// <summary>
/// Counts durations in bins whose width grows with the value, so that any quantile of any number of merged sketches is
/// within 1 % (or 1 ms) of the exact one. Of the DDSketch family: C. Masson, J. E. Rim, H. K. Lee, "DDSketch: A Fast
/// and Fully-Mergeable Quantile Sketch with Relative-Error Guarantees", VLDB 2019, with the bins of
/// <see cref="LatencyBins"/>. Bytes depend on what was added alone, not on the order or on how it was merged.
/// Not safe for use by several threads at once.
/// </summary>
public sealed class LatencySketch
{
    /// <summary>A bin counts to here and stays: far beyond use, and no sum of all bins overflows.</summary>
    public const long MostPerBin = (1L << CountBits) - 1;

    private const int CountBits = 52;
    private const int MostSparse = 256;

    // Few bins: sorted entries, the bin in the high bits and its count in the low ones; most cells never leave this.
    private long[] _sparse = [];

    // Many bins: a count for each, and _sparse is empty.
    private long[]? _dense;

    // How many bins hold anything.
    private int _used;

    // The extremes are kept exactly, and no quantile lies outside them.
    private long _least = long.MaxValue;
    private long _most = -1;

    /// <summary>How many durations were added.</summary>
    public long Count { get; private set; }

    internal int HeldBytes => (_dense ?? _sparse).Length * sizeof(long);

    public void Add(long milliseconds) => Add(milliseconds, 1);

    /// <summary>Adds a duration <paramref name="count"/> times; one beyond 10^10 ms counts as 10^10.</summary>
    public void Add(long milliseconds, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(milliseconds);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var counted = Math.Min(milliseconds, LatencyBins.Longest);
        if (count > 0)
        {
            Widen(counted, counted);
            AddToBin(LatencyBins.Of(counted), Math.Min(count, MostPerBin));
        }
    }

    public void Merge(LatencySketch other)
    {
        Widen(other._least, other._most);
        if (other._dense is { } dense)
        {
            MakeDense();
            for (int bin = LatencyBins.Of(other._least), last = LatencyBins.Of(other._most); bin <= last; bin++)
            {
                AddToBin(bin, dense[bin]);
            }

            return;
        }

        // A sketch may be merged into itself, so the length is read once.
        for (int index = 0, used = other._used; index < used; index++)
        {
            AddToBin(BinOf(other._sparse[index]), CountOf(other._sparse[index]));
        }
    }

    /// <summary>
    /// The nearest-rank quantile: the middle of the bin that holds the k-th smallest of n durations, with
    /// k = max(1, ceil(q * n)), or the least or greatest duration where that lies beyond it; null when nothing was
    /// added. <paramref name="q"/> is a fraction from 0 to 1 and is
    /// taken as the decimal it was written as, so that 0.07 of 100 is the 7th and not the 8th.
    /// </summary>
    public long? Quantile(double q)
    {
        if (!(q >= 0 && q <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(q), q, "A quantile is a fraction from 0 to 1.");
        }

        if (Count == 0)
        {
            return null;
        }

        var rank = Math.Max(1, (long)Math.Ceiling((decimal)q * Count));
        return Math.Clamp(rank == Count ? _most : LatencyBins.Middle(BinOfRank(rank)), _least, _most);
    }

    public LatencySketch Copy() => new()
    {
        _sparse = _dense is null ? _sparse.AsSpan(0, _used).ToArray() : [],
        _used = _used,
        _dense = (long[]?)_dense?.Clone(),
        _least = _least,
        _most = _most,
        Count = Count,
    };

    /// <summary>
    /// The number of bins in use; if there are any, the least duration, the way from it to the greatest, and for each
    /// bin the distance from the one before and its count.
    /// </summary>
    public void Write(CompactWriter writer)
    {
        writer.WriteUnsigned((ulong)_used);
        if (Count == 0)
        {
            return;
        }

        writer.WriteUnsigned((ulong)_least);
        writer.WriteUnsigned((ulong)(_most - _least));
        var previous = 0;
        if (_dense is null)
        {
            foreach (var entry in _sparse.AsSpan(0, _used))
            {
                WriteBin(writer, BinOf(entry), CountOf(entry), ref previous);
            }

            return;
        }

        for (int bin = LatencyBins.Of(_least), last = LatencyBins.Of(_most); bin <= last; bin++)
        {
            if (_dense[bin] is > 0 and var count)
            {
                WriteBin(writer, bin, count, ref previous);
            }
        }
    }

    public static LatencySketch Read(ref CompactReader reader)
    {
        var used = reader.ReadCount(leastBytes: 2);
        var sketch = new LatencySketch { _sparse = used > MostSparse ? [] : new long[used] };
        if (used > 0)
        {
            sketch._least = reader.ReadAtMost(LatencyBins.Longest, "the least duration");
            sketch._most = sketch._least + reader.ReadAtMost(LatencyBins.Longest - sketch._least, "the greatest duration");
        }

        var bin = 0;
        for (var index = 0; index < used; index++)
        {
            var step = (int)reader.ReadAtMost(LatencyBins.Count - 1 - bin, "the step to the next bin");
            var count = reader.ReadAtMost(MostPerBin, "a bin's count");
            if (count == 0 || (step == 0 && index > 0))
            {
                throw reader.Invalid("a bin is empty or comes twice");
            }

            bin += step;
            if (index == 0 ? bin != LatencyBins.Of(sketch._least) : bin > LatencyBins.Of(sketch._most))
            {
                throw reader.Invalid("a bin lies beyond the extremes");
            }

            sketch.AddToBin(bin, count);
        }

        return used == 0 || bin == LatencyBins.Of(sketch._most) ? sketch : throw reader.Invalid("the greatest duration is in no bin");
    }

    private void Widen(long least, long most)
    {
        _least = Math.Min(_least, least);
        _most = Math.Max(_most, most);
    }

    private static int BinOf(long entry) => (int)(entry >> CountBits);

    private static long CountOf(long entry) => entry & MostPerBin;

    private static void WriteBin(CompactWriter writer, int bin, long count, ref int previous)
    {
        writer.WriteUnsigned((ulong)(bin - previous));
        writer.WriteUnsigned((ulong)count);
        previous = bin;
    }

    private void AddToBin(int bin, long count)
    {
        if (count == 0)
        {
            return;
        }

        if (_dense is null && !TryAddToSparse(bin, ref count))
        {
            MakeDense();
        }

        if (_dense is not null)
        {
            _used += _dense[bin] == 0 ? 1 : 0;
            count = Math.Min(count, MostPerBin - _dense[bin]);
            _dense[bin] += count;
        }

        Count += count;
    }

    /// <summary>False when the bin is new and there is no room left; <paramref name="count"/> becomes what was added.</summary>
    private bool TryAddToSparse(int bin, ref long count)
    {
        var key = (long)bin << CountBits;
        var index = IndexOf(key);
        if (index < _used && BinOf(_sparse[index]) == bin)
        {
            count = Math.Min(count, MostPerBin - CountOf(_sparse[index]));
            _sparse[index] += count;
            return true;
        }

        if (_used == MostSparse)
        {
            return false;
        }

        Insert(index, key | count);
        return true;
    }

    /// <summary>Where the first entry of this bin or of a later one is.</summary>
    private int IndexOf(long key)
    {
        var found = _sparse.AsSpan(0, _used).BinarySearch(key);
        return found < 0 ? ~found : found;
    }

    private void Insert(int index, long entry)
    {
        if (_used == _sparse.Length)
        {
            Array.Resize(ref _sparse, Math.Clamp(_used * 2, 4, MostSparse));
        }

        _sparse.AsSpan(index, _used - index).CopyTo(_sparse.AsSpan(index + 1));
        _sparse[index] = entry;
        _used++;
    }

    private void MakeDense()
    {
        if (_dense is not null)
        {
            return;
        }

        _dense = new long[LatencyBins.Count];
        foreach (var entry in _sparse.AsSpan(0, _used))
        {
            _dense[BinOf(entry)] = CountOf(entry);
        }

        _sparse = [];
    }

    private int BinOfRank(long rank)
    {
        var index = -1;
        while (rank > 0)
        {
            index++;
            rank -= _dense is null ? CountOf(_sparse[index]) : _dense[index];
        }

        return _dense is null ? BinOf(_sparse[index]) : index;
    }
}
