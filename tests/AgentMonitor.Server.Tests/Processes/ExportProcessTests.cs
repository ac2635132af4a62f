using System.Security.Cryptography;
using System.Text.Json;
using Xunit;

namespace AgentMonitor.Server.Tests.Processes;

[Collection(ProcessCollection.Name)]
public sealed class ExportProcessTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_export_is_the_same_with_and_without_a_server_and_adds_up_to_the_file_imported()
    {
        await RunAsync("import", AzureTrace.Path, "--shift-to-now");
        var without = await ExportAsync("without.ndjson");
        await using var server = await ServerProcess.StartAsync(Data);
        var with = await ExportAsync("with.ndjson");

        Assert.Equal(without, with);
        Assert.Equal(AzureTrace.Requests, with.Length);
        var rows = with.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(AzureTrace.InputTokens, rows.Sum(row => row.GetProperty("input_tokens").GetInt64()));
        Assert.Equal(AzureTrace.OutputTokens, rows.Sum(row => row.GetProperty("output_tokens").GetInt64()));
    }

    [Fact]
    public async Task Filters_narrow_an_export_and_its_name_says_the_format()
    {
        await RunAsync("import", AzureTrace.Path, "--shift-to-now");
        var all = await ExportAsync("all.csv");
        var agent = all[1].Split(',')[3];

        var narrowed = await ExportAsync("narrowed.csv", "--agent", agent);

        Assert.Equal(AzureTrace.Requests + 1, all.Length);
        Assert.Equal(all.Count(line => line.Split(',')[3] == agent) + 1, narrowed.Length);
    }

    [Theory]
    [InlineData("out.xls", "--format csv")]
    [InlineData("missing/out.csv", "was not written")]
    public async Task What_cannot_be_written_is_said_and_leaves_nothing_behind(string file, string message)
    {
        await RunAsync("import", AzureTrace.Path, "--shift-to-now");

        var run = await RunAsync("export", _folder.In(file));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.In(file)));
    }

    [Fact]
    public async Task A_server_with_a_token_of_its_own_makes_the_commands_ask_for_it()
    {
        await using var server = await ServerProcess.StartAsync(
            Data, new Dictionary<string, string?> { ["ADMIN_TOKEN"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });

        var export = await RunAsync("export", _folder.In("out.csv"));
        var reconcile = await RunAsync("reconcile");

        Assert.All([export, reconcile], run => Assert.Equal(1, run.ExitCode));
        Assert.All([export, reconcile], run => Assert.Contains("Set ADMIN_TOKEN", run.Error, StringComparison.Ordinal));
    }

    private string Data => _folder.In("data");

    private async Task<string[]> ExportAsync(string name, params string[] options)
    {
        var run = await RunAsync(["export", _folder.In(name), .. options]);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        return await File.ReadAllLinesAsync(_folder.In(name));
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => ServerProcess.RunAsync([.. arguments, "--data", Data]);
}
