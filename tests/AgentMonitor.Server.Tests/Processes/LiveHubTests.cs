using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using AgentMonitor.Server.Tests.Crash;
using Xunit;

namespace AgentMonitor.Server.Tests.Processes;

/// <summary>The hub as a browser's SignalR client sees it, spoken by hand.</summary>
[Collection(ProcessCollection.Name)]
public sealed class LiveHubTests : IAsyncLifetime, IDisposable
{
    private const string EndOfMessage = "\u001e";

    private readonly TempFolder _folder = new();
    private ServerProcess _server = null!;
    private HttpClient _admin = null!;

    public async Task InitializeAsync()
    {
        _server = await ServerProcess.StartAsync(_folder.In("data"));
        _admin = _server.CreateClient();
    }

    public async Task DisposeAsync()
    {
        _admin.Dispose();
        await _server.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_execution_that_is_posted_arrives_as_a_frame()
    {
        using var socket = await ConnectAsync(await NegotiateAsync());
        await _admin.PostAsJsonAsync("/api/executions", new { execution_id = "one", agent_name = "tutor", status = "success" });

        var frame = await ReceiveFrameAsync(socket, "execution:new");

        Assert.True(frame.GetProperty("seq").GetInt64() > 0);
        Assert.True(frame.TryGetProperty("timestamp", out _));
        Assert.Contains("\"one\"", frame.GetProperty("data").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_negotiates_with_the_hub_and_connects_with_the_same_ticket()
    {
        var (hub, ticket) = await NegotiateAsync();
        using var browser = _server.CreateClient(ticket);
        using var answer = await browser.PostAsync(new Uri(hub + "/negotiate?negotiateVersion=1"), null);
        var connection = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("WebSockets", Assert.Single(connection.GetProperty("availableTransports").EnumerateArray()).GetProperty("transport").GetString());
        using var socket = await ConnectAsync((hub, ticket), $"&id={connection.GetProperty("connectionToken").GetString()}");
        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task A_ticket_opens_one_connection()
    {
        var negotiated = await NegotiateAsync();
        using var socket = await ConnectAsync(negotiated);

        var fault = await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(negotiated));

        Assert.Contains("401", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hub_takes_no_admin_token_and_negotiate_no_ticket()
    {
        var (hub, ticket) = await NegotiateAsync();
        using var withTicket = _server.CreateClient(ticket);

        Assert.Equal(HttpStatusCode.Unauthorized, (await _admin.PostAsync(new Uri(hub + "/negotiate"), null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await withTicket.PostAsync("/api/negotiate", null)).StatusCode);
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync((hub, _server.AdminToken!)));
    }

    [Fact]
    public async Task Whoever_has_the_answer_to_the_handshake_is_told_everything_from_then_on()
    {
        var sockets = new List<ClientWebSocket>();
        for (var count = 1; count <= 30; count++)
        {
            sockets.Add(await ConnectAsync(await NegotiateAsync()));

            var health = await _admin.GetFromJsonAsync<JsonElement>("/api/admin/health");
            Assert.Equal(count, health.GetProperty("live_connections").GetInt32());
        }

        sockets.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task A_client_can_call_nothing()
    {
        using var socket = await ConnectAsync(await NegotiateAsync());
        await SendAsync(socket, """{"type":1,"invocationId":"1","target":"OnConnectedAsync","arguments":[]}""");

        var completion = await ReceiveAsync(socket, message => message.GetProperty("type").GetInt32() == 3);

        Assert.True(completion.TryGetProperty("error", out _));
    }

    [Fact]
    public async Task A_browser_that_never_reads_does_not_hold_up_another()
    {
        using var frozen = await ConnectAsync(await NegotiateAsync());
        using var socket = await ConnectAsync(await NegotiateAsync());
        for (var number = 0; number < 20; number++)
        {
            await _admin.PostAsJsonAsync("/api/executions", new { execution_id = $"e{number}", agent_name = "tutor", status = "success" });
        }

        await ReceiveFrameAsync(socket, "execution:new", data => data.Contains("\"e19\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Open_connections_do_not_keep_the_server_from_stopping()
    {
        using var socket = await ConnectAsync(await NegotiateAsync());

        Assert.Equal(0, await _server.StopAsync());
    }

    private async Task<(string Hub, string Ticket)> NegotiateAsync()
    {
        using var answer = await _admin.PostAsync("/api/negotiate?negotiateVersion=1", null);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (json.GetProperty("url").GetString()!, json.GetProperty("accessToken").GetString()!);
    }

    private static async Task<ClientWebSocket> ConnectAsync((string Hub, string Ticket) negotiated, string more = "")
    {
        using var patience = new CancellationTokenSource(Campaigns.Patience);
        var address = $"{negotiated.Hub.Replace("http://", "ws://", StringComparison.Ordinal)}?access_token={negotiated.Ticket}{more}";
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(address), patience.Token);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        await ReceiveAsync(socket, message => !message.TryGetProperty("type", out _));
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string json) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(json + EndOfMessage), WebSocketMessageType.Text, true, default);

    private static async Task<JsonElement> ReceiveFrameAsync(ClientWebSocket socket, string type, Func<string, bool>? isLookedFor = null)
    {
        var message = await ReceiveAsync(socket, message =>
            message.TryGetProperty("target", out var target) && target.GetString() == "frame"
            && message.GetProperty("arguments")[0].GetProperty("type").GetString() == type
            && (isLookedFor?.Invoke(message.GetRawText()) ?? true));
        return message.GetProperty("arguments")[0];
    }

    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket, Func<JsonElement, bool> isLookedFor)
    {
        using var patience = new CancellationTokenSource(Campaigns.Patience);
        var unread = "";
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, patience.Token);
            unread += Encoding.UTF8.GetString(buffer, 0, received.Count);
            var messages = unread.Split(EndOfMessage);
            unread = messages[^1];
            foreach (var message in messages[..^1].Select(text => JsonDocument.Parse(text).RootElement))
            {
                if (isLookedFor(message))
                {
                    return message;
                }
            }
        }
    }
}
