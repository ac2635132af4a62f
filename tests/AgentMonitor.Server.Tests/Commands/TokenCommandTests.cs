using System.Runtime.Versioning;
using AgentMonitor.Access;
using AgentMonitor.Server.Commands;
using AgentMonitor.Server.Folder;
using Xunit;

namespace AgentMonitor.Server.Tests.Commands;

public sealed class TokenCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public TokenCommandTests() => DataFolder.Open(Data);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_token_is_good_and_stays_the_same()
    {
        var first = await RunAsync("show");
        var second = await RunAsync("show");

        Assert.Null(AdminTokenRules.FaultOf(first.Output.Trim()));
        Assert.Equal(first.Output, second.Output);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Files_with_credentials_are_for_their_owner_only()
    {
        await RunAsync("show");
        await RunAsync("ingest", "create", "ci");

        const UnixFileMode ownerReadsAndWrites = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(ownerReadsAndWrites, File.GetUnixFileMode(Path.Combine(Data, "admin-token")));
        Assert.Equal(ownerReadsAndWrites, File.GetUnixFileMode(Path.Combine(Data, "access.json")));
        Assert.Equal(ownerReadsAndWrites | UnixFileMode.UserExecute, File.GetUnixFileMode(Data));
    }

    [Fact]
    public async Task Rotating_leaves_the_token_before_it_valid()
    {
        var old = (await RunAsync("show")).Output.Trim();
        var rotated = (await RunAsync("rotate")).Output.Trim();

        Assert.NotEqual(old, rotated);
        Assert.Equal([rotated, old], await File.ReadAllLinesAsync(Path.Combine(Data, "admin-token")));
    }

    [Fact]
    public async Task Rotating_can_drop_the_token_before_it()
    {
        await RunAsync("show");
        var rotated = (await RunAsync("rotate", "--drop-previous")).Output.Trim();

        Assert.Equal([rotated], await File.ReadAllLinesAsync(Path.Combine(Data, "admin-token")));
    }

    [Fact]
    public async Task A_key_is_printed_once_and_only_its_hash_is_kept()
    {
        var key = (await RunAsync("ingest", "create", "ci")).Output.Trim();

        var kept = await File.ReadAllTextAsync(Path.Combine(Data, "access.json"));
        Assert.Contains(TokenHash.Of(key).ToString(), kept, StringComparison.Ordinal);
        Assert.DoesNotContain(key, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(key, (await RunAsync("ingest", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_is_gone_and_its_name_is_free()
    {
        await RunAsync("ingest", "create", "ci");

        Assert.Equal(ExitCodes.Failed, (await RunAsync("ingest", "create", "ci")).ExitCode);
        Assert.Equal(ExitCodes.Ok, (await RunAsync("ingest", "revoke", "ci")).ExitCode);
        Assert.Equal(ExitCodes.Failed, (await RunAsync("ingest", "revoke", "ci")).ExitCode);
        Assert.Empty((await RunAsync("ingest", "list")).Output);
        Assert.Equal(ExitCodes.Ok, (await RunAsync("ingest", "create", "ci")).ExitCode);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("rotate")]
    [InlineData("ingest list")]
    [InlineData("ingest revoke ci")]
    public async Task A_folder_that_was_mistyped_is_not_made(string command)
    {
        Directory.Delete(Data);

        var run = await RunAsync(command.Split(' '));

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains(Data, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
    }

    private string Data => _folder.In("data");

    private Task<CommandRun> RunAsync(params string[] arguments) =>
        CommandRun.OfAsync(["token", .. arguments, "--data", Data]);
}
