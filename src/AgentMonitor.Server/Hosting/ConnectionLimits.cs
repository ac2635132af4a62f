using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AgentMonitor.Server.Hosting;

/// <summary>
/// How long a connection may keep us waiting. Whoever sends or reads a byte at a time is cut off within fifteen
/// seconds; the section <c>Kestrel</c> can say otherwise.
/// </summary>
internal static class ConnectionLimits
{
    private const double BytesPerSecond = 240;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static void Set(KestrelServerLimits limits)
    {
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.MinRequestBodyDataRate = new MinDataRate(BytesPerSecond, Grace);
        limits.MinResponseDataRate = new MinDataRate(BytesPerSecond, Grace);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
    }
}
