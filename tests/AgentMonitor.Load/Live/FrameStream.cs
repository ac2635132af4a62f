using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace AgentMonitor.Load.Live;

/// <summary>A SignalR client by hand: negotiate twice, open the WebSocket, shake hands, read messages as JSON.</summary>
internal sealed class FrameStream : IAsyncDisposable
{
    private const byte RecordSeparator = 0x1e;

    private readonly ClientWebSocket _socket = new();

    private byte[] _buffer = new byte[64 * 1024];

    private int _count;

    private FrameStream()
    {
    }

    public static async Task<FrameStream> OpenAsync(HttpClient admin, CancellationToken cancellationToken)
    {
        var hub = await NegotiateAsync(admin, cancellationToken);
        var stream = new FrameStream();
        await stream._socket.ConnectAsync(hub, cancellationToken);
        await stream.SendAsync("""{"protocol":"json","version":1}""", cancellationToken);
        var answer = await stream.ReadAsync(cancellationToken);
        return answer.SequenceEqual("{}"u8)
            ? stream
            : throw new InvalidOperationException("The hub refused the handshake: " + Encoding.UTF8.GetString(answer));
    }

    /// <summary>The next message, without its separator.</summary>
    public async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = Array.IndexOf(_buffer, RecordSeparator, 0, _count)) < 0)
        {
            if (_count == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var received = await _socket.ReceiveAsync(_buffer.AsMemory(_count), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                throw new InvalidOperationException($"The hub closed the connection: {_socket.CloseStatusDescription}");
            }

            _count += received.Count;
        }

        var message = _buffer[..end];
        _count -= end + 1;
        Array.Copy(_buffer, end + 1, _buffer, 0, _count);
        return message;
    }

    public Task PingAsync(CancellationToken cancellationToken) => SendAsync("""{"type":6}""", cancellationToken);

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SendAsync(string message, CancellationToken cancellationToken) =>
        await _socket.SendAsync(
            Encoding.UTF8.GetBytes(message + (char)RecordSeparator), WebSocketMessageType.Text, true, cancellationToken);

    // First our own negotiation, which names the hub and gives a ticket; then SignalR's, which names the connection.
    private static async Task<Uri> NegotiateAsync(HttpClient admin, CancellationToken cancellationToken)
    {
        using var ours = await PostAsync(admin, new Uri("/api/negotiate?negotiateVersion=1", UriKind.Relative), null, cancellationToken);
        var hub = new Uri(admin.BaseAddress!, ours.RootElement.GetProperty("url").GetString()!);
        var ticket = ours.RootElement.GetProperty("accessToken").GetString()!;

        var negotiate = new UriBuilder(hub) { Path = hub.AbsolutePath.TrimEnd('/') + "/negotiate", Query = WithQuery(hub, "negotiateVersion=1") };
        using var theirs = await PostAsync(admin, negotiate.Uri, ticket, cancellationToken);
        var connection = theirs.RootElement.GetProperty("connectionToken").GetString()!;
        var socket = new UriBuilder(hub)
        {
            Scheme = hub.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs,
            Query = WithQuery(hub, $"id={Uri.EscapeDataString(connection)}&access_token={Uri.EscapeDataString(ticket)}"),
        };
        return socket.Uri;
    }

    private static string WithQuery(Uri hub, string query) => hub.Query.Length > 1 ? hub.Query[1..] + "&" + query : query;

    private static async Task<JsonDocument> PostAsync(HttpClient http, Uri url, string? bearer, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent("") };
        if (bearer is not null)
        {
            request.Headers.Authorization = new("Bearer", bearer);
        }

        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
    }
}
