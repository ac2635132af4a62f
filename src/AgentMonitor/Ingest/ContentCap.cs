using System.Text.Json;
using AgentMonitor.Ingest.Json;

namespace AgentMonitor.Ingest;

/// <summary>
/// Keeps a JSON value within its cap: one that is longer becomes a JSON string of as much of its text as fits, cut
/// between characters.
/// </summary>
internal static class ContentCap
{
    /// <summary>The text is that of a string, unescaped, or of any other value as it stands.</summary>
    public static byte[] Apply(JsonTokenType kind, ReadOnlySpan<byte> text, int cap, out bool isCut)
    {
        if (kind == JsonTokenType.String)
        {
            return Quote(text, cap, out isCut);
        }

        isCut = text.Length > cap;
        return isCut ? Quote(text, cap, out _) : text.ToArray();
    }

    private static byte[] Quote(ReadOnlySpan<byte> text, int cap, out bool isCut)
    {
        var kept = text[..FittingLength(text, cap - 2, out var escapedLength)];
        isCut = kept.Length < text.Length;
        var quoted = new byte[escapedLength + 2];
        quoted[0] = (byte)'"';
        JsonStrings.Escape(kept, quoted.AsSpan(1));
        quoted[^1] = (byte)'"';
        return quoted;
    }

    private static int FittingLength(ReadOnlySpan<byte> text, int budget, out int escapedLength)
    {
        escapedLength = 0;
        var length = 0;
        while (length < text.Length)
        {
            var next = JsonStrings.EscapedLength(text[length]);
            if (escapedLength + next > budget)
            {
                break;
            }

            escapedLength += next;
            length++;
        }

        // Back to where a character begins.
        while (length > 0 && length < text.Length && (text[length] & 0xC0) == 0x80)
        {
            length--;
            escapedLength--;
        }

        return length;
    }
}
