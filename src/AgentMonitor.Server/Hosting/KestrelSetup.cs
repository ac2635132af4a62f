using AgentMonitor.Server.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace AgentMonitor.Server.Hosting;

/// <summary>How the server listens: what a connection may cost, and how requests get from a socket to a handler.</summary>
internal static class KestrelSetup
{
    // Together with the seconds that Kestrel takes to notice, whoever sends byte by byte is gone within fifteen.
    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);
    private static readonly MinDataRate SlowestBody = new(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));

    public static void Configure(KestrelServerOptions kestrel, MonitorSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = settings.Ingest.MaxRequestBytes;
        kestrel.Limits.RequestHeadersTimeout = HeadersWithin;
        kestrel.Limits.MinRequestBodyDataRate = SlowestBody;
        kestrel.Configure(settings.Configuration.GetSection("Kestrel"));
    }

    /// <summary>
    /// A request is handled on the thread that read it and answered on the one that has its answer: on a machine
    /// with few cores each change of thread costs more than the handler. An idle connection keeps one page.
    /// </summary>
    public static void Configure(SocketTransportOptions sockets)
    {
        sockets.UnsafePreferInlineScheduling = true;
        sockets.WaitForDataBeforeAllocatingBuffer = false;
    }
}
