using AgentMonitor.Costs;

namespace AgentMonitor.Rollups;

/// <summary>
/// Sums and extremes of a set of executions. Merging is associative and commutative, and an empty one changes
/// nothing; sums stop at <see cref="long.MaxValue"/> instead of wrapping.
/// </summary>
public sealed class Totals
{
    private static readonly int Length = Enum.GetValues<Counter>().Length;

    /// <summary>About how much memory it takes.</summary>
    internal static readonly int HeldBytes = (Length + 8) * sizeof(long);

    private readonly long[] _sums = new long[Length];

    public long this[Counter counter] => _sums[(int)counter];

    // Extremes of nothing, so that the first of anything replaces them.
    private long _minDuration = long.MaxValue;
    private long _maxDuration = -1;
    private long _firstEnded = long.MaxValue;
    private long _lastEnded = -1;

    public long? MinDurationMs => _maxDuration < 0 ? null : _minDuration;

    public long? MaxDurationMs => _maxDuration < 0 ? null : _maxDuration;

    public DateTimeOffset? FirstEndedAt => IsEmpty ? null : new DateTimeOffset(_firstEnded, TimeSpan.Zero);

    public DateTimeOffset? LastEndedAt => IsEmpty ? null : new DateTimeOffset(_lastEnded, TimeSpan.Zero);

    /// <summary>Success, failure and timeout.</summary>
    public long Total => Saturated(Saturated(this[Counter.Success], this[Counter.Failure]), this[Counter.Timeout]);

    /// <summary>Failure and timeout.</summary>
    public long Failed => Saturated(this[Counter.Failure], this[Counter.Timeout]);

    public NanoUsd Cost => new(Saturated(this[Counter.ReportedCost], this[Counter.ComputedCost]));

    /// <summary>A ratio to 4 decimals, or null when there is nothing to divide by.</summary>
    public decimal? SuccessRate =>
        Total == 0 ? null : Math.Round((decimal)this[Counter.Success] / Total, 4, MidpointRounding.ToEven);

    /// <summary>Mean duration in milliseconds, rounded half to even; null when no execution had one.</summary>
    public long? AverageDurationMs => this[Counter.Timed] == 0
        ? null
        : (long)Math.Round((decimal)this[Counter.DurationMs] / this[Counter.Timed], MidpointRounding.ToEven);

    public bool IsEmpty => _lastEnded < 0;

    public void Add(Counter counter, long amount) =>
        _sums[(int)counter] = Saturated(_sums[(int)counter], amount);

    public void AddDuration(long milliseconds)
    {
        Add(Counter.Timed, 1);
        Add(Counter.DurationMs, milliseconds);
        _minDuration = Math.Min(_minDuration, milliseconds);
        _maxDuration = Math.Max(_maxDuration, milliseconds);
    }

    public void SeenAt(DateTimeOffset endedAt)
    {
        _firstEnded = Math.Min(_firstEnded, endedAt.UtcTicks);
        _lastEnded = Math.Max(_lastEnded, endedAt.UtcTicks);
    }

    public void Merge(Totals other)
    {
        for (var i = 0; i < _sums.Length; i++)
        {
            _sums[i] = Saturated(_sums[i], other._sums[i]);
        }

        _minDuration = Math.Min(_minDuration, other._minDuration);
        _maxDuration = Math.Max(_maxDuration, other._maxDuration);
        _firstEnded = Math.Min(_firstEnded, other._firstEnded);
        _lastEnded = Math.Max(_lastEnded, other._lastEnded);
    }

    // A bit for each counter that is not 0, then those counters; then the extremes, each behind its own flag.
    internal void Write(CompactWriter writer)
    {
        ulong present = 0;
        for (var i = 0; i < _sums.Length; i++)
        {
            present |= _sums[i] == 0 ? 0 : 1UL << i;
        }

        writer.WriteUnsigned(present);
        foreach (var sum in _sums)
        {
            if (sum != 0)
            {
                writer.WriteUnsigned((ulong)sum);
            }
        }

        writer.WriteUnsigned((_maxDuration < 0 ? 0UL : 1) | (IsEmpty ? 0UL : 2));
        if (_maxDuration >= 0)
        {
            writer.WriteUnsigned((ulong)_minDuration);
            writer.WriteUnsigned((ulong)(_maxDuration - _minDuration));
        }

        if (!IsEmpty)
        {
            writer.WriteUnsigned((ulong)_firstEnded);
            writer.WriteUnsigned((ulong)(_lastEnded - _firstEnded));
        }
    }

    internal static Totals Read(ref CompactReader reader)
    {
        var totals = new Totals();
        var present = reader.ReadUnsigned();
        if (present >> Length != 0)
        {
            throw reader.Invalid("the totals hold counters that this version does not know");
        }

        for (var i = 0; i < Length; i++)
        {
            totals._sums[i] = (present >> i & 1) == 0 ? 0 : reader.ReadAtMost(long.MaxValue, "a counter");
        }

        var extremes = reader.ReadUnsigned();
        if ((extremes & 1) != 0)
        {
            totals._minDuration = reader.ReadAtMost(long.MaxValue, "a duration");
            totals._maxDuration = totals._minDuration + reader.ReadAtMost(long.MaxValue - totals._minDuration, "a duration");
        }

        if ((extremes & 2) != 0)
        {
            totals._firstEnded = reader.ReadAtMost(DateTimeOffset.MaxValue.Ticks, "an instant");
            totals._lastEnded = totals._firstEnded
                + reader.ReadAtMost(DateTimeOffset.MaxValue.Ticks - totals._firstEnded, "an instant");
        }

        return totals;
    }

    // Stops at the top rather than wrapping: of numbers that are never negative this is associative too.
    internal static long Saturated(long left, long right) =>
        right > long.MaxValue - left ? long.MaxValue : left + right;
}
