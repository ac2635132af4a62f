using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AgentMonitor.Http.Security;

/// <summary>Lets the pages of listed origins read answers. Tokens travel in headers, so no credentials mode.</summary>
internal sealed class CorsRules(IEnumerable<string> origins)
{
    private static readonly StringValues Methods = "GET, POST, PUT, DELETE";
    private static readonly StringValues Headers =
        "Authorization, Content-Type, Content-Encoding, X-Api-Key, Idempotency-Key, Last-Event-ID, If-None-Match";
    private static readonly StringValues Exposed = "ETag, Retry-After, Allow";

    private readonly HashSet<string> _origins = new(origins, StringComparer.OrdinalIgnoreCase);

    public void Set(HttpContext context)
    {
        if (_origins.Count == 0)
        {
            return;
        }

        var answer = context.Response.Headers;
        answer.Vary = "Origin";
        var origin = context.Request.Headers.Origin;
        if (origin.Count != 1 || !_origins.Contains(origin.ToString()))
        {
            return;
        }

        answer.AccessControlAllowOrigin = origin;
        answer.AccessControlExposeHeaders = Exposed;
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            answer.AccessControlAllowMethods = Methods;
            answer.AccessControlAllowHeaders = Headers;
            answer.AccessControlMaxAge = "600";
        }
    }
}
