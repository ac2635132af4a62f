using System.Buffers;
using System.Text.Json;
using AgentMonitor.Executions;
using AgentMonitor.Ingest.Json;

namespace AgentMonitor.Ingest;

/// <summary>
/// The one spelling of a validated record, as JSON: members sorted by the bytes of their names, null members
/// dropped, numbers as digits and a power of ten, strings with the fewest escapes. The reader has put names in NFC
/// and instants in UTC on the tape before, and has dropped what is no content: unknown members, members that the
/// server sets, empty optional texts, and the id, which names the content. Two records are the same content when
/// their hashes are equal, so this form must never change for records that exist.
/// </summary>
internal static class CanonicalBody
{
    /// <summary>Base64 SHA-256 of the canonical form.</summary>
    public static string Hash(JsonTape tape)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxLength(tape));
        try
        {
            var length = Write(tape, JsonTape.Root, buffer);
            Span<byte> hash = stackalloc byte[Sha256.Length];
            Sha256.Hash(buffer.AsSpan(0, length), hash);
            return Convert.ToBase64String(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public static byte[] Bytes(JsonTape tape)
    {
        var buffer = new byte[MaxLength(tape)];
        return buffer[..Write(tape, JsonTape.Root, buffer)];
    }

    // Strings that were not unescaped need no escapes; every value may gain an exponent, or quotes and punctuation.
    private static int MaxLength(JsonTape tape) =>
        tape.SourceLength + JsonStrings.MaxEscapedLength(tape.ChangedLength)
        + ((tape.NodeCount + 1) * JsonNumber.MaxLength(8));

    private static int Write(JsonTape tape, int node, Span<byte> target)
    {
        switch (tape[node].Kind)
        {
            case JsonTokenType.StartObject:
                return WriteMembers(tape, node, target);
            case JsonTokenType.StartArray:
                return WriteItems(tape, node, target);
            case JsonTokenType.String:
                return WriteString(tape.Text(node), target);
            case JsonTokenType.Number:
                return new JsonNumber(tape.Text(node)).WriteTo(target);
            case JsonTokenType.Null:
                "null"u8.CopyTo(target);
                return 4;
            default:
                tape.Text(node).CopyTo(target);
                return tape[node].Length;
        }
    }

    private static int WriteMembers(JsonTape tape, int node, Span<byte> target)
    {
        var written = 0;
        target[written++] = (byte)'{';
        for (var member = tape[node].FirstChild; member != 0; member = tape[member].Next)
        {
            if (tape.IsNull(member))
            {
                continue;
            }

            if (written > 1)
            {
                target[written++] = (byte)',';
            }

            written += WriteString(tape.Name(member), target[written..]);
            target[written++] = (byte)':';
            written += Write(tape, member, target[written..]);
        }

        target[written++] = (byte)'}';
        return written;
    }

    private static int WriteItems(JsonTape tape, int node, Span<byte> target)
    {
        var written = 0;
        target[written++] = (byte)'[';
        for (var item = tape[node].FirstChild; item != 0; item = tape[item].Next)
        {
            if (written > 1)
            {
                target[written++] = (byte)',';
            }

            written += Write(tape, item, target[written..]);
        }

        target[written++] = (byte)']';
        return written;
    }

    private static int WriteString(ReadOnlySpan<byte> text, Span<byte> target)
    {
        target[0] = (byte)'"';
        var length = JsonStrings.Escape(text, target[1..]);
        target[length + 1] = (byte)'"';
        return length + 2;
    }
}
