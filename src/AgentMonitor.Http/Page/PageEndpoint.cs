using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Page;

/// <summary><c>/monitor</c> and everything below it; <c>/</c> leads there.</summary>
internal static class PageEndpoint
{
    public static Task RedirectAsync(HttpContext context)
    {
        context.Response.Redirect("/monitor");
        return Task.CompletedTask;
    }

    public static Task GetAsync(HttpContext context)
    {
        var path = context.Request.RouteValues["path"] as string ?? "";
        var file = context.RequestServices.GetRequiredService<PageFiles>().Find(path);
        return file is null
            ? ProblemAnswers.WriteAsync(context, Problem.NotFound("The page has no such file."))
            : WriteAsync(context, file);
    }

    private static Task WriteAsync(HttpContext context, PageFile file)
    {
        var response = context.Response;
        response.Headers.ETag = file.ETag;
        response.Headers.CacheControl = "no-cache";
        response.Headers.Append("Vary", "Accept-Encoding");
        response.Headers.ContentSecurityPolicy =
            SecurityHeaders.PagePolicy(context.RequestServices.GetRequiredService<HttpApiOptions>().LiveService);
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(file.ETag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var bytes = file.Bytes;
        if (file.Gzip is { } packed && AcceptsGzip(context.Request))
        {
            response.Headers.ContentEncoding = "gzip";
            bytes = packed;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static bool AcceptsGzip(HttpRequest request)
    {
        foreach (var coding in request.GetTypedHeaders().AcceptEncoding)
        {
            if (coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase))
            {
                return coding.Quality is not 0;
            }
        }

        return false;
    }
}
