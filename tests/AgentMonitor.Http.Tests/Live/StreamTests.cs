using System.Text.Json.Nodes;
using AgentMonitor.Http.Tests.Api;
using AgentMonitor.Live;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static System.Net.HttpStatusCode;

namespace AgentMonitor.Http.Tests.Live;

public sealed class StreamTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task A_posted_execution_is_seen_in_the_stream()
    {
        using var stream = await OpenAsync(lastEventId: "41");

        await _api.PostAsync("/api/executions", Records.Success("a")).JsonAsync(Created);
        await _api.ProjectAsync();
        _api.Clock.Advance(TimeSpan.Zero);
        string?[] lines = [await stream.ReadLineAsync(), await stream.ReadLineAsync(), await stream.ReadLineAsync(), await stream.ReadLineAsync()];

        Assert.Equal("id: 1|event: execution:new", $"{lines[0]}|{lines[1]}");
        var frame = JsonNode.Parse(lines[2]!["data: ".Length..])!;
        Assert.Equal("a", (string?)frame["data"]!["executions"]![0]!["execution_id"]);
        Assert.Equal("", lines[3]);
        frame["timestamp"] = "…";
        Golden.Matches("frame-execution-new", frame);
    }

    [Fact]
    public async Task A_quiet_stream_gives_a_sign_of_life()
    {
        using var stream = await OpenAsync();

        _api.Clock.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(": heartbeat", await stream.ReadLineAsync());
    }

    [Fact]
    public async Task A_browser_that_leaves_is_forgotten()
    {
        var frames = _api.Services.GetRequiredService<ILiveFrames>();
        using (await OpenAsync())
        {
            Assert.Equal(1, frames.Subscribers);
        }

        await Eventually.TrueAsync(() => frames.Subscribers == 0);
    }

    private async Task<StreamReader> OpenAsync(string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/stream");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var answer = await _api.SendAsync(request, TestApi.AdminToken);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.Equal(": connected", await reader.ReadLineAsync());
        Assert.Equal("", await reader.ReadLineAsync());
        return reader;
    }
}
