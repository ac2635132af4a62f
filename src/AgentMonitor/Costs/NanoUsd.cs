namespace AgentMonitor.Costs;

/// <summary>
/// Money in integer nano-US-dollars: ten tokens at $0.02 a million are 200 of them, where micro-dollars would say 0.
/// </summary>
public readonly record struct NanoUsd(long Value) : IComparable<NanoUsd>
{
    public const long PerUsd = 1_000_000_000;

    public decimal Usd => (decimal)Value / PerUsd;

    public int CompareTo(NanoUsd other) => Value.CompareTo(other.Value);

    public static bool operator <(NanoUsd left, NanoUsd right) => left.Value < right.Value;

    public static bool operator >(NanoUsd left, NanoUsd right) => left.Value > right.Value;

    public static bool operator <=(NanoUsd left, NanoUsd right) => left.Value <= right.Value;

    public static bool operator >=(NanoUsd left, NanoUsd right) => left.Value >= right.Value;
}
