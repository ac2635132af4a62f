using System.IO.Compression;
using AgentMonitor.Http.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Ingest;

/// <summary>
/// Reads a request's body, decompressed. Its limit counts what comes out, and reading stops there, so that a small
/// body that unpacks to a large one costs no more than the limit.
/// </summary>
internal static class BodyReader
{
    /// <summary>The body, or the problem with it. Whoever gets the body disposes it.</summary>
    public static async ValueTask<(PooledBody? Body, Problem? Problem)> ReadAsync(HttpContext context, int maximum)
    {
        var request = context.Request;
        if (request.ContentLength > maximum)
        {
            return (null, Problem.TooLarge);
        }

        var body = new PooledBody(
            (int)(request.ContentLength ?? 0), context.RequestServices.GetRequiredService<IngestLoad>());
        try
        {
            var problem = await FillAsync(request, body, maximum, context.RequestAborted);
            if (problem is null)
            {
                return (body, null);
            }

            body.Dispose();
            return (null, problem);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private static async ValueTask<Problem?> FillAsync(
        HttpRequest request, PooledBody body, int maximum, CancellationToken cancellationToken)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding.Length == 0 || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return await CopyAsync(request, body, maximum, cancellationToken);
        }

        await using var stream = Unpacked(request.BodyReader.AsStream(), encoding);
        if (stream is null)
        {
            request.HttpContext.Response.Headers.AcceptEncoding = "gzip, deflate, br";
            return Problem.Encoding;
        }

        try
        {
            return await CopyAsync(stream, body, maximum, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            // The decompressor for br throws the latter for bytes that are not.
            return Problem.BrokenEncoding;
        }
    }

    private static async ValueTask<Problem?> CopyAsync(
        HttpRequest request, PooledBody body, int maximum, CancellationToken cancellationToken)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            if (body.Length + result.Buffer.Length > maximum)
            {
                reader.AdvanceTo(result.Buffer.Start);
                return Problem.TooLarge;
            }

            try
            {
                body.Append(result.Buffer);
            }
            finally
            {
                // Turned away or not, the rest of the body has to be read past, or the answer is lost with the connection.
                reader.AdvanceTo(result.Buffer.End);
            }

            if (result.IsCompleted)
            {
                return null;
            }
        }
    }

    private static async ValueTask<Problem?> CopyAsync(
        Stream stream, PooledBody body, int maximum, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await stream.ReadAsync(body.Room(), cancellationToken);
            if (read == 0)
            {
                return null;
            }

            body.Advance(read);
            if (body.Length > maximum)
            {
                return Problem.TooLarge;
            }
        }
    }

    private static Stream? Unpacked(Stream packed, string encoding) =>
        Is(encoding, "gzip") || Is(encoding, "x-gzip") ? new GZipStream(packed, CompressionMode.Decompress)
        : Is(encoding, "deflate") ? new ZLibStream(packed, CompressionMode.Decompress)
        : Is(encoding, "br") ? new BrotliStream(packed, CompressionMode.Decompress)
        : null;

    private static bool Is(string encoding, string name) => encoding.Equals(name, StringComparison.OrdinalIgnoreCase);
}
