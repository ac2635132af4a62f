using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Functions.Api;

/// <summary>
/// Who is at the other end, for counting failed credentials by source. The worker hears only from the Functions host
/// on the same machine, and has already put the address that the host saw in place of that. In Azure this may be the
/// platform's front end, which is recognised by its private address; it adds the caller as the last entry of
/// X-Forwarded-For. No earlier entry is ever looked at: those are the caller's own words.
/// </summary>
internal static class CallerAddress
{
    public static IPAddress? Of(HttpContext context)
    {
        var seen = context.Connection.RemoteIpAddress;
        return seen is null || IsPrivate(seen) ? LastForwarded(context.Request) ?? seen : seen;
    }

    private static IPAddress? LastForwarded(HttpRequest request)
    {
        var forwarded = request.Headers["X-Forwarded-For"].ToString();
        var last = forwarded[(forwarded.LastIndexOf(',') + 1)..].Trim();
        return IPEndPoint.TryParse(last, out var withPort) ? withPort.Address : null;
    }

    private static bool IsPrivate(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return IPAddress.IsLoopback(plain) || plain.IsIPv6LinkLocal || plain.IsIPv6UniqueLocal;
        }

        Span<byte> bytes = stackalloc byte[4];
        plain.TryWriteBytes(bytes, out _);
        return bytes is [127 or 10, ..] or [192, 168, ..] or [169, 254, ..] or [172, >= 16 and <= 31, ..] or [100, >= 64 and <= 127, ..];
    }
}
