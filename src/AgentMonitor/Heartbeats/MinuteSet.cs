using System.Numerics;

namespace AgentMonitor.Heartbeats;

/// <summary>
/// Minutes of one day of UTC, a bit each. Uniting sets is associative, commutative and idempotent, so instances that
/// mark side by side, or twice, do no harm.
/// </summary>
public sealed class MinuteSet
{
    public const int MinutesOfDay = 24 * 60;

    private const int Bytes = MinutesOfDay / 8;

    private readonly byte[] _bits;

    public MinuteSet() => _bits = new byte[Bytes];

    private MinuteSet(byte[] bits) => _bits = bits;

    public bool Has(int minute) => (_bits[minute / 8] & (1 << (minute % 8))) != 0;

    public void Mark(int minute) => _bits[minute / 8] |= (byte)(1 << (minute % 8));

    public MinuteSet Union(MinuteSet other)
    {
        var united = new byte[Bytes];
        for (var i = 0; i < Bytes; i++)
        {
            united[i] = (byte)(_bits[i] | other._bits[i]);
        }

        return new MinuteSet(united);
    }

    public bool Holds(MinuteSet other)
    {
        for (var i = 0; i < Bytes; i++)
        {
            if ((other._bits[i] & ~_bits[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many are marked from minute <paramref name="from"/> up to <paramref name="to"/>, exclusive.</summary>
    public int Count(int from, int to)
    {
        var count = 0;
        var minute = from;
        while (minute < to)
        {
            if (minute % 8 == 0 && to - minute >= 8)
            {
                count += BitOperations.PopCount(_bits[minute / 8]);
                minute += 8;
                continue;
            }

            count += Has(minute++) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Null: none.</summary>
    public int? FindFirst()
    {
        for (var i = 0; i < Bytes; i++)
        {
            if (_bits[i] != 0)
            {
                return (i * 8) + BitOperations.TrailingZeroCount(_bits[i]);
            }
        }

        return null;
    }

    public string ToText() => Convert.ToBase64String(_bits);

    /// <summary>Null: no such set.</summary>
    public static MinuteSet? FindParsed(string text)
    {
        var bits = new byte[Bytes];
        return Convert.TryFromBase64String(text, bits, out var length) && length == Bytes ? new MinuteSet(bits) : null;
    }
}
