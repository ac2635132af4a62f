using System.Net;
using Xunit;

namespace AgentMonitor.Server.Tests.Processes;

[Collection(ProcessCollection.Name)]
public sealed class ShutdownTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_server_that_stopped_takes_its_address_with_it()
    {
        await using var server = await ServerProcess.StartAsync(_folder.In("data"));
        Assert.True(File.Exists(Path.Combine(_folder.In("data"), "server.json")));

        await server.StopAsync();

        Assert.False(File.Exists(Path.Combine(_folder.In("data"), "server.json")));
    }

    [Fact]
    public async Task The_address_that_a_killed_server_leaves_behind_is_not_believed()
    {
        await using var server = await ServerProcess.StartAsync(_folder.In("data"));
        server.Kill();

        var recount = await ServerProcess.RunAsync(["reconcile", "--data", _folder.In("data")]);

        Assert.Equal(0, recount.ExitCode);
    }

    [Fact]
    public async Task An_open_stream_does_not_keep_the_server_from_stopping()
    {
        await using var server = await ServerProcess.StartAsync(_folder.In("data"));
        using var client = server.CreateClient();
        using var stream = await client.GetAsync("/api/stream", HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
        Assert.Equal(0, await server.StopAsync());
    }
}
