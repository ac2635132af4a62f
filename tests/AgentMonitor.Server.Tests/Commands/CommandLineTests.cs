using AgentMonitor.Server.Commands;
using Xunit;

namespace AgentMonitor.Server.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("nonsense")]
    [InlineData("import")]
    [InlineData("import", "/nowhere/trace.csv")]
    [InlineData("replay", "/dev/null", "--speed", "0")]
    [InlineData("replay", "/dev/null", "--speed", "fast")]
    [InlineData("replay", "/dev/null", "--speed", "NaN")]
    [InlineData("export", "out.csv", "--from", "yesterday")]
    [InlineData("replay", "/dev/null", "--url", "ftp://example.org")]
    [InlineData("serve", "--set", "no-value")]
    [InlineData("token", "ingest", "create", "a name with spaces")]
    public async Task What_cannot_be_understood_ends_with_2(params string[] arguments)
    {
        var run = await CommandRun.OfAsync(arguments);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.NotEmpty(run.Error);
    }

    [Theory]
    [InlineData("AgentMonitor:Retention:RawDays=0", "AgentMonitor:Retention:RawDays")]
    [InlineData("AgentMonitor:Retention:RawDays=many", "RawDays")]
    [InlineData("AgentMonitor:Urls=nowhere", "AgentMonitor:Urls")]
    [InlineData("AgentMonitor:PublicUrl=nowhere", "AgentMonitor:PublicUrl")]
    [InlineData("AgentMonitor:Ingest:MaxDepth=1", "AgentMonitor:Ingest:MaxDepth")]
    [InlineData("AgentMonitor:Prices:Files:0=/nowhere.json", "AgentMonitor:Prices:Files")]
    [InlineData("AgentMonitor:Store:QueuedBytesLimit=1", "AgentMonitor:Store:QueuedBytesLimit")]
    public async Task A_setting_that_makes_no_sense_is_named(string setting, string name)
    {
        var run = await CommandRun.OfAsync("reconcile", "--data", _folder.In("data"), "--set", setting);

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains(name, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reconcile")]
    [InlineData("export", "out.csv")]
    public async Task What_reads_executions_does_not_make_a_folder_that_was_mistyped(params string[] arguments)
    {
        var run = await CommandRun.OfAsync([.. arguments, "--data", _folder.In("dota")]);

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains("--data", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.In("dota")));
    }

    [Fact]
    public async Task An_export_of_a_time_that_ends_before_it_begins_is_refused()
    {
        var run = await CommandRun.OfAsync(
            "export", _folder.In("out.csv"), "--from", "2026-10-20T10:00:00Z", "--to", "2026-10-20T09:00:00Z", "--data", _folder.In("data"));

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains("--from", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_command_and_the_exit_codes()
    {
        var run = await CommandRun.OfAsync("--help");

        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.All(["serve", "import", "replay", "reconcile", "token", "Exit codes"], word => Assert.Contains(word, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_replay_without_a_server_says_how_to_get_one()
    {
        var run = await CommandRun.OfAsync("replay", AzureTrace.Path, "--data", _folder.In("data"));

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains("--url", run.Error, StringComparison.Ordinal);
    }
}
