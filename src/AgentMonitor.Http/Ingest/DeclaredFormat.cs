using AgentMonitor.Ingest;

namespace AgentMonitor.Http.Ingest;

/// <summary>
/// Reads a Content-Type. Only declared JSON is taken: a page of another site cannot declare it without asking first.
/// </summary>
internal static class DeclaredFormat
{
    public static BatchFormat? Find(string? contentType)
    {
        var text = contentType.AsSpan();
        var end = text.IndexOf(';');
        var type = (end < 0 ? text : text[..end]).Trim();
        if (end >= 0 && !IsUtf8(text[(end + 1)..]))
        {
            return null;
        }

        return Is(type, "application/json") ? BatchFormat.Json
            : Is(type, "application/x-ndjson") || Is(type, "application/ndjson") || Is(type, "application/jsonl")
                ? BatchFormat.NdJson
                : null;
    }

    private static bool IsUtf8(ReadOnlySpan<char> parameters)
    {
        var at = parameters.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return true;
        }

        var charset = parameters[(at + "charset=".Length)..];
        var end = charset.IndexOf(';');
        charset = (end < 0 ? charset : charset[..end]).Trim().Trim('"');
        return Is(charset, "utf-8") || Is(charset, "utf8") || Is(charset, "us-ascii");
    }

    private static bool Is(ReadOnlySpan<char> text, string name) => text.Equals(name, StringComparison.OrdinalIgnoreCase);
}
