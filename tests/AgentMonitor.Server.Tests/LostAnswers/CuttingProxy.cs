using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AgentMonitor.Server.Tests.LostAnswers;

/// <summary>
/// Stands between clients and a server, hands on all that is asked, and of some answers only so many bytes before it
/// breaks the connection.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly IPEndPoint _server;
    private readonly Func<int?> _nextCut;
    private readonly Task _accepting;
    private int _cuts;

    /// <param name="nextCut">For each connection: how many bytes of its answers come through, or null for all.</param>
    public CuttingProxy(Uri server, Func<int?> nextCut)
    {
        (_server, _nextCut) = (new IPEndPoint(IPAddress.Loopback, server.Port), nextCut);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>How many connections were broken.</summary>
    public int Cuts => _cuts;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                _connections.Add(ServeAsync(client, _nextCut()));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task ServeAsync(Socket client, int? cut)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            try
            {
                await server.ConnectAsync(_server, _stop.Token);
                await Task.WhenAny(PumpAsync(client, server, int.MaxValue), PumpAsync(server, client, cut ?? int.MaxValue));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, int left)
    {
        var buffer = new byte[4096];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var received)
            {
                await to.SendAsync(buffer.AsMemory(0, Math.Min(received, left)), _stop.Token);
                left -= received;
                if (left < 0)
                {
                    Interlocked.Increment(ref _cuts);
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }
}
