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
