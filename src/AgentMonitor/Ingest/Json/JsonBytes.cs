namespace AgentMonitor.Ingest.Json;

/// <summary>JSON text as bytes, before anything is known about it.</summary>
internal static class JsonBytes
{
    public static ReadOnlyMemory<byte> SkipByteOrderMark(ReadOnlyMemory<byte> text) =>
        text.Span.StartsWith(ByteOrderMark) ? text[ByteOrderMark.Length..] : text;

    public static ReadOnlySpan<byte> SkipByteOrderMark(ReadOnlySpan<byte> text) =>
        text.StartsWith(ByteOrderMark) ? text[ByteOrderMark.Length..] : text;

    public static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> text) => text.Trim(" \t\r\n"u8);

    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;
}
