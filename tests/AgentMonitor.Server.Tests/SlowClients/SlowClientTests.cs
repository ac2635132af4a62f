using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AgentMonitor.Server.Tests.Crash;
using AgentMonitor.Server.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

namespace AgentMonitor.Server.Tests.SlowClients;

[Collection(ProcessCollection.Name)]
public sealed class SlowClientTests(ITestOutputHelper output)
{
    private const int Slow = 200;

    private static readonly TimeSpan Within = Campaigns.Allowed(TimeSpan.FromSeconds(15));

    [Fact]
    public async Task Two_hundred_connections_that_send_a_byte_at_a_time_are_closed_and_hold_up_nobody()
    {
        using var folder = new TempFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path);
        using var http = server.CreateClient();
        using var done = new CancellationTokenSource();

        var slow = Enumerable.Range(0, Slow).Select(number => LastAsync(server.Url, isSlowInBody: number % 2 == 0)).ToList();
        var good = PostAsync(http, done.Token);
        var lasted = await Task.WhenAll(slow);
        await done.CancelAsync();
        var took = await good;

        output.WriteLine($"{Slow} slow connections lasted {lasted.Min().TotalSeconds:0.0} to {lasted.Max().TotalSeconds:0.0} s; {took.Count} good posts meanwhile, p99 {Percentile.Of(took, 99):0} ms");
        Assert.All(lasted, time => Assert.InRange(time, TimeSpan.FromSeconds(2), Within));
        Assert.True(took.Count > 20, "hardly anything was posted meanwhile");
        Assert.InRange(Percentile.Of(took, 99), 0, Campaigns.Allowed(TimeSpan.FromSeconds(1)).TotalMilliseconds);
    }

    // How long until the server closes; one more second than it may take.
    private static async Task<TimeSpan> LastAsync(Uri url, bool isSlowInBody)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, url.Port);
        var began = Stopwatch.GetTimestamp();
        var closed = ClosedAsync(socket);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST /api/executions HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n{(isSlowInBody ? "\r\n" : "X-Slow: ")}"));
        while (!closed.IsCompleted && Stopwatch.GetElapsedTime(began) < Within + TimeSpan.FromSeconds(1))
        {
            try
            {
                await socket.SendAsync("x"u8.ToArray());
            }
            catch (SocketException)
            {
                break;
            }

            await Task.WhenAny(closed, Task.Delay(500));
        }

        return Stopwatch.GetElapsedTime(began);
    }

    private static async Task ClosedAsync(Socket socket)
    {
        var buffer = new byte[1024];
        try
        {
            while (await socket.ReceiveAsync(buffer) > 0)
            {
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }

    private static async Task<List<double>> PostAsync(HttpClient http, CancellationToken done)
    {
        var took = new List<double>();
        for (var number = 0; !done.IsCancellationRequested; number++)
        {
            using var content = new StringContent(
                SentExecution.Make($"good-{number}", new Random(number), DateTimeOffset.UtcNow).Whole, Encoding.UTF8, "application/json");
            var began = Stopwatch.GetTimestamp();
            using var answer = await http.PostAsync(new Uri("/api/executions", UriKind.Relative), content, CancellationToken.None);
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            await Task.Delay(20, CancellationToken.None);
        }

        return took;
    }
}
