using System.Net;
using System.Net.Sockets;

namespace AgentMonitor.Http.Tests.Api;

/// <summary>A port where nobody listens, and nobody else can either until it is disposed.</summary>
internal sealed class ClosedPort : IDisposable
{
    private readonly Socket _held = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort() => _held.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_held.LocalEndPoint!).Port}";

    public void Dispose() => _held.Dispose();
}
