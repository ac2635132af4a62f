using AgentMonitor.Server.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace AgentMonitor.Server.Hosting;

/// <summary>How the server listens: what a connection may cost, and how requests get from a socket to a handler.</summary>
internal static class KestrelSetup
{
    public static void Configure(KestrelServerOptions kestrel, MonitorSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = settings.Ingest.MaxRequestBytes;
        ConnectionLimits.Set(kestrel.Limits);
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
