using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AgentMonitor.Http.Security;

/// <summary>The headers of every answer, errors included.</summary>
internal static class SecurityHeaders
{
    /// <summary>For the page: its own files and its own server, nothing inline, nobody's frame.</summary>
    private static readonly StringValues OwnPagePolicy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly StringValues ApiPolicy = "default-src 'none'; frame-ancestors 'none'";
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues Hsts = "max-age=31536000; includeSubDomains";

    /// <summary>The page's policy; where live frames come from a service of its own, that one may be connected to as well.</summary>
    public static StringValues PagePolicy(Uri? liveService) => liveService is null
        ? OwnPagePolicy
        : $"{OwnPagePolicy}; connect-src 'self' {liveService.Scheme}://{liveService.Authority} {(liveService.Scheme == "https" ? "wss" : "ws")}://{liveService.Authority}";

    public static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = NoReferrer;
        headers.CacheControl = NoStore;
        headers.ContentSecurityPolicy = ApiPolicy;
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = Hsts;
        }
    }
}
