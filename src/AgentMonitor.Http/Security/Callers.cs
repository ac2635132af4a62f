using System.Net;
using AgentMonitor.Access;
using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Http.Security;

/// <summary>Reads from a request what access is decided by.</summary>
internal static class Callers
{
    private const string Scheme = "Bearer ";

    private static readonly string[] ForwardingHeaders =
    [
        "Forwarded", "Via", "X-Real-IP", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port",
        "X-Forwarded-Prefix", "X-Forwarded-Server", "X-Original-For", "X-Original-Host", "X-Client-IP", "True-Client-IP",
        "CF-Connecting-IP",
    ];

    public static Caller Of(HttpContext context, bool allowQueryToken)
    {
        var request = context.Request;
        var bearer = FindBearer(request.Headers.Authorization.ToString());
        if (bearer is null && allowQueryToken && request.Query["admin_token"].ToString() is { Length: > 0 } inQuery)
        {
            bearer = inQuery;
        }

        var key = request.Headers["X-Api-Key"].ToString();
        return new Caller(
            bearer,
            key.Length == 0 ? null : key,
            context.Connection.RemoteIpAddress,
            IsForwarded(request.Headers),
            NamesLoopback(request.Host.Host),
            IsCrossSite(request));
    }

    private static string? FindBearer(string authorization)
    {
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var token = authorization[Scheme.Length..].Trim();
        return token.Length == 0 ? null : token;
    }

    private static bool IsForwarded(IHeaderDictionary headers)
    {
        foreach (var name in ForwardingHeaders)
        {
            if (headers.ContainsKey(name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool NamesLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsCrossSite(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is "cross-site" or "same-site")
        {
            return true;
        }

        var origin = request.Headers.Origin;
        return origin.Count > 0
            && !string.Equals(origin.ToString(), $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
