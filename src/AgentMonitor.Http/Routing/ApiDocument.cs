using AgentMonitor.Http.Problems;
using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Http.Routing;

/// <summary><c>GET /openapi/v1.json</c>: the document that a test generates from the route table, embedded.</summary>
internal static class ApiDocument
{
    public const string ResourceName = "openapi.json";

    private static readonly Lazy<byte[]?> Bytes = new(Read);

    public static Task GetAsync(HttpContext context)
    {
        if (Bytes.Value is not { } bytes)
        {
            return ProblemAnswers.WriteAsync(context, Problem.NotFound("This build has no API document."));
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static byte[]? Read()
    {
        using var stream = typeof(ApiDocument).Assembly.GetManifestResourceStream(ResourceName);
        if (stream is null)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
