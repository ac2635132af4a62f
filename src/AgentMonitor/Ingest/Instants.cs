using System.Buffers.Text;
using System.Globalization;

namespace AgentMonitor.Ingest;

/// <summary>
/// Instants as agents write them: RFC 3339, and Python's isoformat, which may have a space for the T, microseconds
/// and no offset; without an offset it is UTC. Digits beyond a ten-millionth of a second are cut.
/// </summary>
internal static class Instants
{
    public const int WrittenLength = 28;

    public static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length < 19 || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ')
            || !TryDigits(text[..4], out var year) || text[4] != (byte)'-' || !TryDigits(text[5..7], out var month)
            || text[7] != (byte)'-' || !TryDigits(text[8..10], out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || !TryTime(text[11..19], out var time))
        {
            return false;
        }

        text = text[19..];
        if (!TryFraction(ref text, out var fraction) || !TryOffset(text, out var offset))
        {
            return false;
        }

        var ticks = new DateTime(year, month, day).Ticks + time + fraction - offset;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        instant = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    /// <summary>The one spelling of an instant, <see cref="WrittenLength"/> bytes long.</summary>
    public static void Write(DateTimeOffset instant, Span<byte> target) =>
        instant.UtcDateTime.TryFormat(target, out _, "O", CultureInfo.InvariantCulture);

    /// <summary>The sum, held within the calendar.</summary>
    public static DateTimeOffset Add(DateTimeOffset instant, TimeSpan span) => new(
        Math.Clamp(instant.UtcTicks + span.Ticks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks),
        TimeSpan.Zero);

    private static bool TryTime(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (!TryDigits(text[..2], out var hour) || text[2] != (byte)':' || !TryDigits(text[3..5], out var minute)
            || text[5] != (byte)':' || !TryDigits(text[6..8], out var second)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        ticks = ((((hour * 60L) + minute) * 60) + second) * TimeSpan.TicksPerSecond;
        return true;
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.IsEmpty || text[0] != (byte)'.')
        {
            return true;
        }

        var length = text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = length < 0 ? text[1..] : text.Slice(1, length);
        text = text[(digits.Length + 1)..];
        for (var i = 0; i < 7; i++)
        {
            ticks = (ticks * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        }

        return !digits.IsEmpty;
    }

    // Z, +hh:mm, +hhmm or nothing.
    private static bool TryOffset(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.IsEmpty || (text.Length == 1 && text[0] is (byte)'Z' or (byte)'z'))
        {
            return true;
        }

        if (text.Length is not (5 or 6) || text[0] is not ((byte)'+' or (byte)'-')
            || (text.Length == 6 && text[3] != (byte)':')
            || !TryDigits(text[1..3], out var hours) || !TryDigits(text[^2..], out var minutes)
            || hours > 23 || minutes > 59)
        {
            return false;
        }

        ticks = ((hours * 60L) + minutes) * TimeSpan.TicksPerMinute * (text[0] == (byte)'-' ? -1 : 1);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        return text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && Utf8Parser.TryParse(text, out value, out var used) && used == text.Length;
    }
}
