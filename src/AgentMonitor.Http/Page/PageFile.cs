using System.IO.Compression;
using System.Security.Cryptography;

namespace AgentMonitor.Http.Page;

/// <summary>
/// One file of the page, packed once where that helps, with the tag that browsers ask by. The tag names the content
/// and not its form: both forms are answered with Vary.
/// </summary>
internal sealed record PageFile(string ContentType, byte[] Bytes, byte[]? Gzip, string ETag)
{
    public static PageFile From(string path, byte[] bytes) => new(
        TypeOf(Path.GetExtension(path)),
        bytes,
        Pack(bytes),
        $"W/\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"");

    private static byte[]? Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.Length < bytes.Length * 9 / 10 ? packed.ToArray() : null;
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".json" or ".map" => "application/json",
        ".webmanifest" => "application/manifest+json",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".woff2" => "font/woff2",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}
