using System.Net;
using System.Security.Cryptography;
using System.Text;
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
            await AssertReconcileGivesUpAsync(server, log);
            await server.WaitForLogAsync("A database file is damaged");
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
        await log.More(400).WaitAsync(Campaigns.Patience);
        clients.ExpectTheEnd();
        Assert.Equal(0, await server.StopAsync());
        await running;
        return log;
    }

    // What comes now cannot be projected into the damaged file, and a recount would wait for it.
    private static async Task AssertReconcileGivesUpAsync(ServerProcess server, AcknowledgementLog log)
    {
        using var http = server.CreateClient();
        var sent = SentExecution.Make("last", new Random(1), DateTimeOffset.UtcNow);
        log.Sending(sent);
        using var content = new StringContent(sent.Whole, Encoding.UTF8, "application/json");
        using var posted = await http.PostAsync(new Uri("/api/executions", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        log.Acknowledge(sent, Acknowledged.End);

        using var answer = await http.PostAsync(new Uri("/api/admin/reconcile", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("The projection has stopped: A database file is damaged", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
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
