using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace AgentMonitor.Server.Tests.Processes;

[Collection(ProcessCollection.Name)]
public sealed class ShutdownTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sigterm_under_load_ends_with_0_and_loses_nothing_that_was_acknowledged()
    {
        var acknowledged = new ConcurrentBag<string>();
        await using (var server = await ServerProcess.StartAsync(_folder.In("data")))
        {
            var clients = Enumerable.Range(0, 8).Select(client => PostUntilRefusedAsync(server.Url, client, acknowledged)).ToArray();
            while (acknowledged.Count < 500)
            {
                await Task.Delay(10);
            }

            Assert.Equal(0, await server.StopAsync());
            await Task.WhenAll(clients);
        }

        await using var next = await ServerProcess.StartAsync(_folder.In("data"));
        using var admin = next.CreateClient();
        Assert.All(
            await Task.WhenAll(acknowledged.Select(id => admin.GetAsync($"/api/executions/{id}"))),
            answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

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

    private static async Task PostUntilRefusedAsync(Uri url, int client, ConcurrentBag<string> acknowledged)
    {
        using var http = new HttpClient { BaseAddress = url };
        for (var number = 0; ; number++)
        {
            var id = $"{client}-{number}";
            try
            {
                using var answer = await http.PostAsJsonAsync(
                    "/api/executions", new { execution_id = id, agent_name = "loader", status = "success" });
                if (answer.StatusCode != HttpStatusCode.Created)
                {
                    return;
                }

                acknowledged.Add(id);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }
}
