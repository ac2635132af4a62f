using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using AgentMonitor.Server.Tests.Crash;
using AgentMonitor.Server.Tests.Processes;

namespace AgentMonitor.Server.Tests.Viewers;

/// <summary>A live client that opens a stream or a WebSocket by hand, on a socket with next to no buffer, and reads when told to.</summary>
internal sealed class RawViewer : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096, NoDelay = true };

    public static async Task<RawViewer> OpenStreamAsync(ServerProcess server)
    {
        var viewer = new RawViewer();
        await viewer.SendAsync(server.Url, $"GET /api/stream HTTP/1.1\r\nHost: {server.Url.Authority}\r\nAuthorization: Bearer {server.AdminToken}\r\n\r\n");
        await viewer.ReadThroughAsync(": connected");
        return viewer;
    }

    public static async Task<RawViewer> OpenWebSocketAsync(ServerProcess server, HttpClient admin)
    {
        using var answer = await admin.PostAsync(new Uri("/api/negotiate", UriKind.Relative), null);
        var ticket = (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["accessToken"];
        var viewer = new RawViewer();
        await viewer.SendAsync(server.Url, $"GET /api/hub?access_token={ticket} HTTP/1.1\r\nHost: {server.Url.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
        await viewer.ReadThroughAsync("\r\n\r\n");

        // A text frame masked with zeros, which leave it as it is.
        var handshake = """{"protocol":"json","version":1}"""u8.ToArray();
        await viewer._socket.SendAsync((byte[])[0x81, (byte)(0x80 | (handshake.Length + 1)), 0, 0, 0, 0, .. handshake, 0x1e]);
        await viewer.ReadThroughAsync("{}\u001e");
        return viewer;
    }

    /// <summary>Reads on for as long as the server sends; true when it closed the connection.</summary>
    public async Task<bool> IsClosedAsync(CancellationToken patience)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer, patience) > 0)
            {
            }

            return true;
        }
        catch (SocketException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task SendAsync(Uri url, string request)
    {
        await _socket.ConnectAsync(IPAddress.Loopback, url.Port);
        await _socket.SendAsync(Encoding.ASCII.GetBytes(request));
    }

    private async Task ReadThroughAsync(string expected)
    {
        using var patience = new CancellationTokenSource(Campaigns.Patience);
        var (read, buffer) = ("", new byte[1024]);
        while (!read.Contains(expected, StringComparison.Ordinal))
        {
            var received = await _socket.ReceiveAsync(buffer, patience.Token);
            read += received > 0 ? Encoding.UTF8.GetString(buffer, 0, received) : throw new InvalidOperationException($"Closed after: {read}");
        }
    }
}
