using AgentMonitor.Costs;

namespace AgentMonitor.Rollups;

/// <summary>
/// Sums and extremes of a set of executions. Merging is associative and commutative, and an empty one changes
/// nothing; sums stop at <see cref="long.MaxValue"/> instead of wrapping.
/// </summary>
public sealed class Totals
{
    private static readonly int Length = Enum.GetValues<Counter>().Length;

    private readonly long[] _sums = new long[Length];

    public long this[Counter counter] => _sums[(int)counter];

    public long? MinDurationMs { get; private set; }

    public long? MaxDurationMs { get; private set; }

    public DateTimeOffset? FirstEndedAt { get; private set; }

    public DateTimeOffset? LastEndedAt { get; private set; }

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

    public bool IsEmpty => LastEndedAt is null;

    public void Add(Counter counter, long amount) =>
        _sums[(int)counter] = Saturated(_sums[(int)counter], amount);

    public void AddDuration(long milliseconds)
    {
        Add(Counter.Timed, 1);
        Add(Counter.DurationMs, milliseconds);
        MinDurationMs = Least(MinDurationMs, milliseconds);
        MaxDurationMs = Most(MaxDurationMs, milliseconds);
    }

    public void SeenAt(DateTimeOffset endedAt)
    {
        FirstEndedAt = FirstEndedAt < endedAt ? FirstEndedAt : endedAt;
        LastEndedAt = LastEndedAt > endedAt ? LastEndedAt : endedAt;
    }

    public void Merge(Totals other)
    {
        for (var i = 0; i < _sums.Length; i++)
        {
            _sums[i] = Saturated(_sums[i], other._sums[i]);
        }

        MinDurationMs = Least(MinDurationMs, other.MinDurationMs);
        MaxDurationMs = Most(MaxDurationMs, other.MaxDurationMs);
        if (other.FirstEndedAt is { } first && other.LastEndedAt is { } last)
        {
            SeenAt(first);
            SeenAt(last);
        }
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

        writer.WriteUnsigned((MinDurationMs is null ? 0UL : 1) | (FirstEndedAt is null ? 0UL : 2));
        if (MinDurationMs is { } min && MaxDurationMs is { } max)
        {
            writer.WriteUnsigned((ulong)min);
            writer.WriteUnsigned((ulong)(max - min));
        }

        if (FirstEndedAt is { } first && LastEndedAt is { } last)
        {
            writer.WriteUnsigned((ulong)first.UtcTicks);
            writer.WriteUnsigned((ulong)(last - first).Ticks);
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
            totals.MinDurationMs = reader.ReadAtMost(long.MaxValue, "a duration");
            totals.MaxDurationMs = totals.MinDurationMs
                + reader.ReadAtMost(long.MaxValue - totals.MinDurationMs.Value, "a duration");
        }

        if ((extremes & 2) != 0)
        {
            var first = reader.ReadAtMost(DateTimeOffset.MaxValue.Ticks, "an instant");
            var last = first + reader.ReadAtMost(DateTimeOffset.MaxValue.Ticks - first, "an instant");
            totals.FirstEndedAt = new DateTimeOffset(first, TimeSpan.Zero);
            totals.LastEndedAt = new DateTimeOffset(last, TimeSpan.Zero);
        }

        return totals;
    }

    // Stops at the top rather than wrapping: of numbers that are never negative this is associative too.
    private static long Saturated(long left, long right) =>
        right > long.MaxValue - left ? long.MaxValue : left + right;

    private static long? Least(long? left, long? right) => left is null || right < left ? right ?? left : left;

    private static long? Most(long? left, long? right) => left is null || right > left ? right ?? left : left;
}
