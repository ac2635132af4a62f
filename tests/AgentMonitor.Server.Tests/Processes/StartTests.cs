using System.Net;
using System.Net.Http.Json;
using AgentMonitor.Server.Tests.Crash;
using Xunit;

namespace AgentMonitor.Server.Tests.Processes;

[Collection(ProcessCollection.Name)]
public sealed class StartTests : IDisposable
{
    private const string GoodToken = "c0ff33-b4d-f00d-9Zq7Lw2Xk8Vt5Rn1Ju6";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("changeme-changeme-changeme-changeme")]
    public async Task A_bad_admin_token_is_refused_with_a_way_to_make_a_good_one(string token)
    {
        var start = await ServerProcess.RunAsync(
            ["serve", "--urls", "http://127.0.0.1:0", "--data", _folder.In("data")], With("ADMIN_TOKEN", token));

        Assert.Equal(1, start.ExitCode);
        Assert.Contains("ADMIN_TOKEN", start.Error, StringComparison.Ordinal);
        Assert.Contains("openssl rand", start.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_from_the_environment_opens_the_door_and_is_shown_nowhere()
    {
        await using var server = await ServerProcess.StartAsync(_folder.In("data"), With("ADMIN_TOKEN", GoodToken));
        using var admin = server.CreateClient(GoodToken);

        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/api/admin/metrics")).StatusCode);
        await server.StopAsync();
        Assert.Null(server.AdminToken);
        Assert.DoesNotContain(GoodToken, server.Output + server.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.In("data"), "admin-token")));
    }

    [Fact]
    public async Task The_token_that_the_server_made_is_in_the_banner_and_never_in_the_log()
    {
        await using var server = await ServerProcess.StartAsync(_folder.In("data"));
        using var admin = server.CreateClient();

        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/api/admin/metrics")).StatusCode);
        await server.StopAsync();
        Assert.NotNull(server.AdminToken);
        Assert.DoesNotContain(server.AdminToken, server.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_server_notices_keys_and_a_rotated_token()
    {
        await using var server = await ServerProcess.StartAsync(_folder.In("data"));
        using var anonymous = new HttpClient { BaseAddress = server.Url };
        Assert.Equal(HttpStatusCode.Created, await PostAsync(anonymous));

        var key = (await ServerProcess.RunAsync(["token", "ingest", "create", "ci", "--data", _folder.In("data")])).Output.Trim();
        await UntilAsync(async () => await PostAsync(anonymous) == HttpStatusCode.Unauthorized);
        using var agent = server.CreateClient(key);
        Assert.Equal(HttpStatusCode.Created, await PostAsync(agent));

        var token = (await ServerProcess.RunAsync(["token", "rotate", "--drop-previous", "--data", _folder.In("data")])).Output.Trim();
        using var old = server.CreateClient();
        await UntilAsync(async () => (await old.GetAsync("/api/admin/metrics")).StatusCode == HttpStatusCode.Forbidden);
        using var rotated = server.CreateClient(token);
        Assert.Equal(HttpStatusCode.OK, (await rotated.GetAsync("/api/admin/metrics")).StatusCode);
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_is_turned_away()
    {
        await using var server = await ServerProcess.StartAsync(_folder.In("data"));

        var second = await ServerProcess.RunAsync(["serve", "--urls", "http://127.0.0.1:0", "--data", _folder.In("data")]);

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("in use", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named()
    {
        await using var server = await ServerProcess.StartAsync(_folder.In("data"));

        var second = await ServerProcess.RunAsync(["serve", "--urls", server.Url.AbsoluteUri, "--data", _folder.In("other")]);

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("--urls", second.Error, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> With(string name, string value) => new() { [name] = value };

    private static async Task<HttpStatusCode> PostAsync(HttpClient client) =>
        (await client.PostAsJsonAsync("/api/executions", new { agent_name = "hello", status = "success" })).StatusCode;

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(Campaigns.Patience);
        while (!await isSo())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
