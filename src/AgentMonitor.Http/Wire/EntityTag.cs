using System.Buffers.Text;
using System.Text;
using AgentMonitor.Http.Problems;
using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Http.Wire;

/// <summary>
/// The version of a configuration as a header: a store's own may hold quotes, and what was never stored has none.
/// </summary>
internal static class EntityTag
{
    private const string NeverStored = "\"none\"";

    public static Problem Moved { get; } = new(
        StatusCodes.Status412PreconditionFailed, "changed-meanwhile", "Changed meanwhile",
        "Somebody else has changed this since you read it; read it anew and change that.");

    public static void Set(HttpContext context, string? etag) => context.Response.Headers.ETag = Of(etag);

    /// <summary>Whether the caller demands a version, and if so whether it is this one. Without a header any will do.</summary>
    public static IfMatch Read(HttpContext context, string? etag)
    {
        var wanted = context.Request.Headers.IfMatch;
        return wanted.Count == 0 || wanted.ToString() is "" or "*" ? IfMatch.Any
            : wanted.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(Of(etag), StringComparer.Ordinal) ? IfMatch.Matches
            : IfMatch.Moved;
    }

    private static string Of(string? etag) =>
        etag is null ? NeverStored : '"' + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(etag)) + '"';
}

internal enum IfMatch
{
    Any,
    Matches,
    Moved,
}
