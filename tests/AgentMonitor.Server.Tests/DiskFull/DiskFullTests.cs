using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using AgentMonitor.Server.Tests.Crash;
using AgentMonitor.Server.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

namespace AgentMonitor.Server.Tests.DiskFull;

[Collection(ProcessCollection.Name)]
public sealed class DiskFullTests(ITestOutputHelper output)
{
    private readonly AcknowledgementLog _log = new();
    private int _made;

    [TmpfsFact]
    public async Task A_full_disk_turns_posts_and_readiness_away_and_passes_without_a_restart()
    {
        using var folder = new TempFolder();
        await ShellAsync($"mount -t tmpfs -o size=24m,mode=700 tmpfs {folder.Path}");
        try
        {
            await RunAsync(folder.Path, [], _ => Fill(folder.In("filler")), _ => File.Delete(folder.In("filler")));
        }
        finally
        {
            await ShellAsync($"umount {folder.Path}");
        }
    }

    [ToolFact("prlimit", "--version")]
    public async Task Files_that_may_not_grow_turn_posts_and_readiness_away_until_they_may()
    {
        using var folder = new TempFolder();
        await RunAsync(
            folder.Path,
            [],
            server => Shell($"prlimit --pid {server.Pid} --fsize=1:"),
            server => Shell($"prlimit --pid {server.Pid} --fsize=unlimited:"));
    }

    private async Task RunAsync(string folder, string[] command, Action<ServerProcess> fill, Action<ServerProcess> free)
    {
        await using (var server = await ServerProcess.StartUnderAsync(command, folder))
        {
            using var http = server.CreateClient();
            await PostAsync(http, 200);
            await UntilReadyAsync(http);

            fill(server);
            var slowest = TimeSpan.Zero;
            for (var i = 0; i < 10; i++)
            {
                slowest = await AssertTurnedAwayAsync(http, slowest);
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync(http));
            await AssertReadableAsync(http);

            free(server);
            await UntilReadyAsync(http);
            await PostAsync(http, 200);
            output.WriteLine($"slowest refusal {slowest.TotalMilliseconds:0} ms");
            Assert.Equal(0, await server.StopAsync());
        }

        output.WriteLine(await new FolderCheck(_log, "disk full").VerifyAsync(folder));
    }

    private async Task PostAsync(HttpClient http, int count) =>
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (_, _) =>
        {
            var sent = Make();
            using var answer = await SendAsync(http, sent);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            _log.Acknowledge(sent, Acknowledged.End);
        });

    // Eight at once; what they sent may not be stored, and need not be: nobody was told that it is.
    private async Task<TimeSpan> AssertTurnedAwayAsync(HttpClient http, TimeSpan slowest)
    {
        var took = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await SendAsync(http, Make());
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter?.Delta);
            Assert.Contains(":disk-full\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            return Stopwatch.GetElapsedTime(began);
        }));
        Assert.All(took, time => Assert.InRange(time, TimeSpan.Zero, Campaigns.Allowed(TimeSpan.FromSeconds(1))));
        return took.Append(slowest).Max();
    }

    private async Task AssertReadableAsync(HttpClient http)
    {
        foreach (var path in new[] { "/api/admin/metrics?hours=24", "/api/executions?limit=10", "/api/admin/errors", $"/api/executions/{_log.AcknowledgedIds()[0]}" })
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
        }
    }

    private static async Task UntilReadyAsync(HttpClient http)
    {
        using var patience = new CancellationTokenSource(Campaigns.Patience);
        while (await ReadyAsync(http) != HttpStatusCode.OK)
        {
            await Task.Delay(50, patience.Token);
        }
    }

    private static async Task<HttpStatusCode> ReadyAsync(HttpClient http) =>
        (await http.GetAsync(new Uri("/healthz/ready", UriKind.Relative))).StatusCode;

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, SentExecution sent)
    {
        using var content = new StringContent(sent.Whole, Encoding.UTF8, "application/json");
        return await http.PostAsync(new Uri("/api/executions", UriKind.Relative), content);
    }

    private SentExecution Make()
    {
        var number = Interlocked.Increment(ref _made);
        var sent = SentExecution.Make(string.Create(CultureInfo.InvariantCulture, $"full-{number}"), new Random(number), DateTimeOffset.UtcNow);
        _log.Sending(sent);
        return sent;
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var nothing = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(nothing);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static void Shell(string command) => ShellAsync(command).GetAwaiter().GetResult();

    private static async Task ShellAsync(string command)
    {
        using var process = Process.Start("sh", ["-c", command]);
        await process.WaitForExitAsync();
        Assert.Equal((command, 0), (command, process.ExitCode));
    }
}
