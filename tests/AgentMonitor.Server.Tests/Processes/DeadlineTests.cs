using System.Net.Http.Json;
using System.Text.Json;
using AgentMonitor.Server.Tests.Crash;
using Xunit;

namespace AgentMonitor.Server.Tests.Processes;

[Collection(ProcessCollection.Name)]
public sealed class DeadlineTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_that_falls_silent_becomes_a_timeout()
    {
        await using var server = await ServerProcess.StartAsync(
            _folder.In("data"), null, "--set", "AgentMonitor:Ingest:RunningDeadline=00:00:01");
        using var admin = server.CreateClient();
        await admin.PostAsJsonAsync("/api/executions", new { execution_id = "silent", agent_name = "tutor", status = "running" });

        using var patience = new CancellationTokenSource(Campaigns.Patience);
        string? answer;
        do
        {
            await Task.Delay(100, patience.Token);
            answer = (await admin.GetFromJsonAsync<JsonElement>("/api/executions/silent", patience.Token)).GetRawText();
        }
        while (!answer.Contains("\"timeout\"", StringComparison.Ordinal));
    }
}
