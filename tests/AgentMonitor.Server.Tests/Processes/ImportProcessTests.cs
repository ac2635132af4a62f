using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace AgentMonitor.Server.Tests.Processes;

[Collection(ProcessCollection.Name)]
public sealed class ImportProcessTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task After_an_import_the_totals_equal_the_file()
    {
        var import = await ImportAsync();
        await using var server = await ServerProcess.StartAsync(Data);

        Assert.Equal(0, import.ExitCode);
        Assert.Contains("8819 accepted, 0 duplicates, 0 rejected", import.Output, StringComparison.Ordinal);
        await AssertTotalsAsync(server);
    }

    [Fact]
    public async Task Importing_twice_changes_nothing_with_and_without_a_server()
    {
        await ImportAsync();
        var second = await ImportAsync();
        await using var server = await ServerProcess.StartAsync(Data);
        var third = await ImportAsync();

        Assert.All([second, third], import => Assert.Contains("0 accepted, 8819 duplicates, 0 rejected", import.Output, StringComparison.Ordinal));
        await AssertTotalsAsync(server);
    }

    [Fact]
    public async Task An_import_through_a_running_server_comes_to_the_same_and_is_proved_by_a_recount()
    {
        await using var server = await ServerProcess.StartAsync(Data);
        var import = await ImportAsync();
        var recount = await ServerProcess.RunAsync(["reconcile", "--check-only", "--data", Data]);

        Assert.Contains("8819 accepted", import.Output, StringComparison.Ordinal);
        Assert.Equal(0, recount.ExitCode);
        Assert.Contains("8819 executions recounted", recount.Output, StringComparison.Ordinal);
        Assert.Contains(": 0 differ", recount.Output, StringComparison.Ordinal);
        await AssertTotalsAsync(server);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_old_trace_is_refused_with_the_way_to_take_it(bool throughServer)
    {
        await using var server = throughServer ? await ServerProcess.StartAsync(Data) : null;

        var import = await ServerProcess.RunAsync(["import", AzureTrace.Path, "--data", Data]);

        Assert.Equal(1, import.ExitCode);
        Assert.Contains("8819 rejected", import.Output, StringComparison.Ordinal);
        Assert.Contains("--shift-to-now", import.Output, StringComparison.Ordinal);
    }

    private string Data => _folder.In("data");

    private Task<CommandResult> ImportAsync() =>
        ServerProcess.RunAsync(["import", AzureTrace.Path, "--shift-to-now", "--data", Data]);

    private static async Task AssertTotalsAsync(ServerProcess server)
    {
        using var client = server.CreateClient();
        var answer = await client.GetFromJsonAsync<JsonElement>("/api/admin/metrics?hours=24");
        var metrics = answer.GetProperty("metrics");

        Assert.Equal(AzureTrace.Requests, metrics.GetProperty("total_requests").GetInt64());
        Assert.Equal(AzureTrace.InputTokens, metrics.GetProperty("tokens").GetProperty("input").GetInt64());
        Assert.Equal(AzureTrace.OutputTokens, metrics.GetProperty("tokens").GetProperty("output").GetInt64());
        Assert.Equal(0, metrics.GetProperty("unpriced_tokens").GetInt64());
    }
}
