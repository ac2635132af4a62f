using System.Net.Sockets;

namespace AgentMonitor.Load.Wire;

/// <summary>One request at a time over one socket, opened again when the server has closed it.</summary>
internal sealed class KeepAliveConnection(Uri url) : IDisposable
{
    private readonly ResponseBuffer _buffer = new();

    private Socket? _socket;

    /// <summary>False: the connection broke, and nobody knows whether the request was carried out.</summary>
    public async ValueTask<bool> ExchangeAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            _buffer.Clear();
            _socket ??= await ConnectAsync(cancellationToken);
            while (request.Length > 0)
            {
                request = request[await _socket.SendAsync(request, SocketFlags.None, cancellationToken)..];
            }

            int count;
            do
            {
                count = await _socket.ReceiveAsync(_buffer.Free, SocketFlags.None, cancellationToken);
            }
            while (count > 0 && !_buffer.Received(count));

            return count > 0 || Drop();
        }
        catch (SocketException)
        {
            return Drop();
        }
    }

    /// <summary>The answer to the last exchange that succeeded.</summary>
    public Response Response => _buffer.Response;

    public void Dispose() => Drop();

    private async ValueTask<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(url.Host, url.Port, cancellationToken);
        return socket;
    }

    private bool Drop()
    {
        _socket?.Dispose();
        _socket = null;
        return false;
    }
}
