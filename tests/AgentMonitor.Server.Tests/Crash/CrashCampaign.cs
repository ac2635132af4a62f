using AgentMonitor.Server.Hosting;
using AgentMonitor.Server.Tests.Processes;
using Xunit.Abstractions;

namespace AgentMonitor.Server.Tests.Crash;

/// <summary>
/// One data folder, servers that die on it one after the other, and what their clients were told meanwhile. Whatever
/// happens to them, <see cref="VerifyAsync"/> holds.
/// </summary>
internal sealed class CrashCampaign(int seed, ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Random _random = new(seed);
    private readonly AcknowledgementLog _log = new();
    private int _ends;

    /// <summary>SIGKILL after a random number of acknowledgements.</summary>
    public Task KillAsync() => LoadAsync(async (server, clients) =>
    {
        await SomeWorkAsync(clients);
        server.Kill();
    });

    /// <summary>A signal to stop after a random number of acknowledgements; answers the exit code.</summary>
    public async Task<int> StopAsync(int signal)
    {
        var exitCode = -1;
        await LoadAsync(async (server, clients) =>
        {
            await SomeWorkAsync(clients);
            exitCode = await server.StopAsync(signal);
        });
        return exitCode;
    }

    /// <summary>SIGKILL while the store stands still at the count-th passing of a failpoint.</summary>
    public Task KillAtAsync(string failpoint, int count) => LoadAsync(
        async (server, clients) =>
        {
            await server.WaitForLogAsync(CrashPoint.Reached);
            // An answer that went out before its time gets the time to arrive.
            await Task.Delay(100);
            clients.ExpectTheEnd();
            server.Kill();
        },
        $"{failpoint}:{count}");

    /// <summary>Everything that a <see cref="FolderCheck"/> asks. Writes the figures.</summary>
    public async Task VerifyAsync()
    {
        output.WriteLine($"seed {seed}: {_ends} ends, {_log.Sent} sent, {_log.Count} acknowledged");
        output.WriteLine(await Check().VerifyAsync(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    private async Task LoadAsync(Func<ServerProcess, LoadingClients, Task> end, string? failpoint = null)
    {
        var environment = new Dictionary<string, string?> { [CrashPoint.Variable] = failpoint };

        // Whoever runs the tests in the background may have Ctrl+C ignored, which a process hands down.
        await using var server = await ServerProcess.StartUnderAsync(["env", "--default-signal=INT"], _folder.Path, environment);
        using var http = server.CreateClient();
        await Check().VerifyFoundAsync(http, newest: 60);
        var clients = new LoadingClients(server.Url, _log, $"round-{_ends}", _random.Next());
        var running = clients.RunAsync();
        await end(server, clients);
        await running;
        _ends++;
    }

    private FolderCheck Check() => new(_log, $"seed {seed}, after {_ends} ends");

    // To a moment that has nothing to do with the last answer.
    private async Task SomeWorkAsync(LoadingClients clients)
    {
        await _log.More(_random.Next(1, 300)).WaitAsync(Campaigns.Patience);
        await Task.Delay(_random.Next(40));
        clients.ExpectTheEnd();
    }
}
