using System.Buffers;
using System.Globalization;
using System.Text;

namespace AgentMonitor.Ingest.Json;

/// <summary>The text of JSON strings, with and without its escapes.</summary>
internal static class JsonStrings
{
    private static readonly SearchValues<byte> NeedsEscape =
        SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(value => (byte)value)]);

    /// <summary>
    /// What an escaped string says. The escapes are known to be well formed, but for what a reader does not look at:
    /// lone surrogates and NUL.
    /// </summary>
    public static Fault? Unescape(ReadOnlySpan<byte> escaped, Span<byte> target, out int written)
    {
        written = 0;
        while (true)
        {
            var plain = escaped.IndexOf((byte)'\\');
            var chunk = plain < 0 ? escaped : escaped[..plain];
            chunk.CopyTo(target[written..]);
            written += chunk.Length;
            if (plain < 0)
            {
                return null;
            }

            escaped = escaped[(plain + 1)..];
            if (escaped[0] != (byte)'u')
            {
                target[written++] = Short(escaped[0]);
                escaped = escaped[1..];
                continue;
            }

            if (ReadRune(ref escaped, out var rune) is { } fault)
            {
                return fault;
            }

            written += rune.EncodeToUtf8(target[written..]);
        }
    }

    /// <summary>The escaped text without its quotes; only what must be escaped is.</summary>
    public static int Escape(ReadOnlySpan<byte> text, Span<byte> target)
    {
        var written = 0;
        while (true)
        {
            var special = text.IndexOfAny(NeedsEscape);
            var chunk = special < 0 ? text : text[..special];
            chunk.CopyTo(target[written..]);
            written += chunk.Length;
            if (special < 0)
            {
                return written;
            }

            written += EscapeOne(text[special], target[written..]);
            text = text[(special + 1)..];
        }
    }

    /// <summary>The most bytes that a text may take once escaped.</summary>
    public static int MaxEscapedLength(int length) => length * 6;

    /// <summary>How many bytes this one takes once escaped.</summary>
    public static int EscapedLength(byte value) => value switch
    {
        (byte)'"' or (byte)'\\' => 2,
        < 0x20 => 6,
        _ => 1,
    };

    private static int EscapeOne(byte value, Span<byte> target)
    {
        if (value >= 0x20)
        {
            target[0] = (byte)'\\';
            target[1] = value;
            return 2;
        }

        "\\u00"u8.CopyTo(target);
        value.TryFormat(target[4..], out _, "x2", CultureInfo.InvariantCulture);
        return 6;
    }

    private static byte Short(byte escape) => escape switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => escape,
    };

    private static Fault? ReadRune(ref ReadOnlySpan<byte> escaped, out Rune rune)
    {
        rune = default;
        var first = Hex(ref escaped);
        if (first == 0)
        {
            return Faults.NulCharacter;
        }

        if (Rune.TryCreate(first, out rune))
        {
            return null;
        }

        if (!escaped.StartsWith("\\u"u8))
        {
            return Faults.LoneSurrogate;
        }

        escaped = escaped[1..];
        return Rune.TryCreate(first, Hex(ref escaped), out rune) ? null : Faults.LoneSurrogate;
    }

    private static char Hex(ref ReadOnlySpan<byte> escaped)
    {
        var value = ushort.Parse(escaped.Slice(1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        escaped = escaped[5..];
        return (char)value;
    }
}
