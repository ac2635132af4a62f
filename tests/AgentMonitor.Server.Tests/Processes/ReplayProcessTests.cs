using System.Net.Http.Json;
using System.Text.Json;
using AgentMonitor.Server.Tests.Crash;
using Xunit;

namespace AgentMonitor.Server.Tests.Processes;

[Collection(ProcessCollection.Name)]
public sealed class ReplayProcessTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_replay_counts_anew()
    {
        await using var server = await ServerProcess.StartAsync(Data);

        var first = await ReplayAsync("1000000");
        var second = await ReplayAsync("1000000");

        Assert.All([first, second], replay => Assert.Contains("8819 accepted, 0 duplicates, 0 rejected", replay.Output, StringComparison.Ordinal));
        Assert.Equal(0, first.ExitCode);
    }

    [Fact]
    public async Task A_replay_that_is_stopped_says_how_far_it_came()
    {
        await using var server = await ServerProcess.StartAsync(Data);
        await using var replay = ServerProcess.Launch(["replay", AzureTrace.Path, "--speed", "60", "--data", Data], null);
        await UntilAnythingArrivedAsync(server);

        var code = await replay.StopAsync();

        Assert.Equal(0, code);
        Assert.Contains("Stopped.", replay.Output, StringComparison.Ordinal);
        Assert.Contains("accepted", replay.Output, StringComparison.Ordinal);
    }

    private string Data => _folder.In("data");

    private Task<CommandResult> ReplayAsync(string speed) =>
        ServerProcess.RunAsync(["replay", AzureTrace.Path, "--speed", speed, "--data", Data]);

    private static async Task UntilAnythingArrivedAsync(ServerProcess server)
    {
        using var admin = server.CreateClient();
        using var patience = new CancellationTokenSource(Campaigns.Patience);
        while ((await admin.GetFromJsonAsync<JsonElement>("/api/admin/metrics", patience.Token))
            .GetProperty("metrics").GetProperty("total_requests").GetInt64() == 0)
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
