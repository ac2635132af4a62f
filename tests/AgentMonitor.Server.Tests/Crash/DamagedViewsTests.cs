using System.Security.Cryptography;
using AgentMonitor.Server.Tests.Processes;
using AgentMonitor.Sqlite.Native;
using Xunit;
using Xunit.Abstractions;

namespace AgentMonitor.Server.Tests.Crash;

/// <summary>Worse than a power cut does: a disk that returns something else than was written.</summary>
[Collection(ProcessCollection.Name)]
public sealed class DamagedViewsTests(ITestOutputHelper output)
{
    private const int Page = 4096;

    [Theory]
    [InlineData("its first page holds nothing")]
    [InlineData("it holds nothing but its first page")]
    [InlineData("it is cut in half")]
    [InlineData("it is something else altogether")]
    public async Task A_views_file_that_is_damaged_is_set_aside_and_counted_anew(string damage)
    {
        using var folder = new TempFolder();
        var log = await FillAsync(folder.Path);
        Change(folder.Path, bytes => damage switch
        {
            "its first page holds nothing" => [.. new byte[Page], .. bytes[Page..]],
            "it holds nothing but its first page" => [.. bytes[..Page], .. new byte[bytes.Length - Page]],
            "it is cut in half" => bytes[..(bytes.Length / 2)],
            _ => RandomNumberGenerator.GetBytes(bytes.Length),
        });

        await using (var server = await ServerProcess.StartAsync(folder.Path))
        {
            await server.WaitForLogAsync("views.db was damaged");
            Assert.Equal(0, await server.StopAsync());
        }

        Assert.Single(Directory.GetFiles(folder.Path, "views.db.damaged-*Z"));
        output.WriteLine(await new FolderCheck(log, damage).VerifyAsync(folder.Path));
    }

    [Fact]
    public async Task Damage_that_shows_only_while_the_server_runs_is_mended_by_the_next_start()
    {
        using var folder = new TempFolder();
        var log = await FillAsync(folder.Path);
        var page = RootOf(folder.Path, "SELECT rootpage FROM sqlite_schema WHERE name = 'rollups'");
        Change(folder.Path, bytes => [.. bytes[..(Page * (page - 1))], .. RandomNumberGenerator.GetBytes(Page), .. bytes[(Page * page)..]]);
        await using (var server = await ServerProcess.StartAsync(folder.Path))
        {
            await ReconcileUntilAsync(server, server.WaitForLogAsync("A database file is damaged"));
            Assert.Equal(0, await server.StopAsync());
        }

        output.WriteLine(await new FolderCheck(log, "found late").VerifyAsync(folder.Path));
        Assert.False(File.Exists(Path.Combine(folder.Path, "damage-suspected")));
    }

    [Fact]
    public async Task Views_that_were_only_suspected_stay()
    {
        using var folder = new TempFolder();
        var log = await FillAsync(folder.Path);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "damage-suspected"), "");

        output.WriteLine(await new FolderCheck(log, "suspected").VerifyAsync(folder.Path));

        Assert.Empty(Directory.GetFiles(folder.Path, "views.db.damaged-*"));
    }

    private static async Task<AcknowledgementLog> FillAsync(string folder)
    {
        var log = new AcknowledgementLog();
        await using var server = await ServerProcess.StartAsync(folder);
        var clients = new LoadingClients(server.Url, log, "fill", Campaigns.Seed);
        var running = clients.RunAsync();
        await log.More(400).WaitAsync(TimeSpan.FromSeconds(30));
        clients.ExpectTheEnd();
        Assert.Equal(0, await server.StopAsync());
        await running;
        return log;
    }

    // Its answer never comes while executions are left that cannot be projected into a damaged file.
    private static async Task ReconcileUntilAsync(ServerProcess server, Task seen)
    {
        using var http = server.CreateClient();
        using var enough = new CancellationTokenSource();
        var asked = http.PostAsync(new Uri("/api/admin/reconcile", UriKind.Relative), null, enough.Token);
        await seen;
        await enough.CancelAsync();
        await ((Task)asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static int RootOf(string folder, string question)
    {
        using var views = Connection.Open(Path.Combine(folder, "views.db"));
        return (int)views.ReadNumber(question);
    }

    private static void Change(string folder, Func<byte[], byte[]> change)
    {
        var path = Path.Combine(folder, "views.db");
        File.WriteAllBytes(path, change(File.ReadAllBytes(path)));
    }
}
