using System.Buffers.Text;
using System.Globalization;

namespace AgentMonitor.Ingest.Json;

/// <summary>
/// A JSON number taken apart exactly, so that 1, 1.0 and 1e0 are the same: significant digits without zeros at
/// either end, times a power of ten.
/// </summary>
internal readonly ref struct JsonNumber
{
    private readonly ReadOnlySpan<byte> _whole;
    private readonly ReadOnlySpan<byte> _fraction;
    private readonly int _first;
    private readonly int _count;

    public JsonNumber(ReadOnlySpan<byte> text)
    {
        IsNegative = text[0] == (byte)'-';
        text = IsNegative ? text[1..] : text;
        var mark = text.IndexOfAny((byte)'e', (byte)'E');
        var digits = mark < 0 ? text : text[..mark];
        var point = digits.IndexOf((byte)'.');
        _whole = point < 0 ? digits : digits[..point];
        _fraction = point < 0 ? default : digits[(point + 1)..];

        var last = _whole.Length + _fraction.Length - 1;
        while (_first <= last && Digit(_first) == 0)
        {
            _first++;
        }

        while (last >= _first && Digit(last) == 0)
        {
            last--;
        }

        _count = last - _first + 1;
        Power = (mark < 0 ? 0 : Exponent(text[(mark + 1)..])) + _whole.Length - 1 - last;
        IsNegative &= _count > 0;
    }

    /// <summary>Never for a zero.</summary>
    public bool IsNegative { get; }

    private long Power { get; }

    /// <summary>Whether a double can hold it, be it rounded.</summary>
    public static bool IsFinite(ReadOnlySpan<byte> text)
    {
        if (text.Length <= 300 && text.IndexOfAny((byte)'e', (byte)'E') < 0)
        {
            return true;
        }

        var number = new JsonNumber(text);
        return number._count == 0 || (number.Power + number._count) switch
        {
            <= 308 => number.Power > -ExponentCap,
            309 => double.IsFinite(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
            _ => false,
        };
    }

    /// <summary>
    /// The number times ten to the <paramref name="power"/>, rounded half to even; false when that passes
    /// <paramref name="most"/>. The sign is left out.
    /// </summary>
    public bool TryScale(int power, long most, out long value, out bool isExact)
    {
        value = 0;
        isExact = true;
        var scale = Power + power;
        var kept = (int)Math.Clamp(_count + scale, -1, _count);
        if (_count + scale > 19)
        {
            return _count == 0;
        }

        UInt128 sum = 0;
        for (var i = 0; i < kept; i++)
        {
            sum = (sum * 10) + Digit(_first + i);
        }

        for (var i = 0; i < scale && _count > 0; i++)
        {
            sum *= 10;
        }

        if (kept < _count)
        {
            isExact = false;
            sum += RoundsUp(kept, sum) ? 1u : 0u;
        }

        value = sum <= (UInt128)most ? (long)sum : 0;
        return sum <= (UInt128)most;
    }

    /// <summary>The one spelling of this number, for example 15e2.</summary>
    public int WriteTo(Span<byte> target)
    {
        if (_count == 0)
        {
            target[0] = (byte)'0';
            return 1;
        }

        var written = 0;
        if (IsNegative)
        {
            target[written++] = (byte)'-';
        }

        for (var i = 0; i < _count; i++)
        {
            target[written++] = (byte)('0' + Digit(_first + i));
        }

        if (Power == 0)
        {
            return written;
        }

        target[written++] = (byte)'e';
        Utf8Formatter.TryFormat(Power, target[written..], out var length);
        return written + length;
    }

    /// <summary>The most bytes that <see cref="WriteTo"/> takes for a text of this length.</summary>
    public static int MaxLength(int length) => length + 22;

    // Exponents beyond this are cut down to it, and IsFinite refuses both ends, so that no two numbers are the same by it.
    private const long ExponentCap = 1_000_000_000;

    private uint Digit(int index) =>
        (uint)(index < _whole.Length ? _whole[index] : _fraction[index - _whole.Length]) - '0';

    // The digits from here on are cut; those behind the first of them are not all zeros, or there would be none.
    private bool RoundsUp(int kept, UInt128 sum)
    {
        if (kept < 0)
        {
            return false;
        }

        var cut = Digit(_first + kept);
        return cut > 5 || (cut == 5 && (kept + 1 < _count || sum % 2 == 1));
    }

    private static long Exponent(ReadOnlySpan<byte> text)
    {
        var isNegative = text[0] == (byte)'-';
        var value = 0L;
        foreach (var digit in text[(text[0] is (byte)'-' or (byte)'+' ? 1 : 0)..])
        {
            value = Math.Min((value * 10) + digit - '0', 2 * ExponentCap);
        }

        return isNegative ? -value : value;
    }
}
