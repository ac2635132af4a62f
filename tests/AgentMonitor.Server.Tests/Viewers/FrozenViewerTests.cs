using System.Text.Json.Nodes;
using AgentMonitor.Server.Tests.Crash;
using AgentMonitor.Server.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

namespace AgentMonitor.Server.Tests.Viewers;

[Collection(ProcessCollection.Name)]
public sealed class FrozenViewerTests(ITestOutputHelper output)
{
    private const int Healthy = 5;
    private const int Frozen = 50;
    private const long MoreMemoryMb = 64;

    [Fact]
    public async Task Fifty_viewers_that_stop_reading_cost_little_hold_up_nobody_and_are_dropped()
    {
        using var folder = new TempFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path);
        using var http = server.CreateClient();
        using var posts = new MarkedPosts(http);
        var running = posts.RunAsync(Healthy);
        await Task.Delay(Campaigns.FrozenTime);
        var before = server.MemoryMb;
        posts.Forget();

        var frozen = await Task.WhenAll(Enumerable.Range(0, Frozen).Select(number =>
            number % 2 == 0 ? RawViewer.OpenStreamAsync(server) : RawViewer.OpenWebSocketAsync(server, http)));
        Assert.Equal(Healthy + Frozen, await SubscribersAsync(http));
        var most = await WatchUntilDroppedAsync(server, http);

        posts.Stop();
        await running;
        output.WriteLine($"{before} MB before, {most} MB at most with {Frozen} frozen; {posts.PostMs.Count} posts p99 {Percentile.Of(posts.PostMs, 99):0} ms; {posts.ArrivalMs.Count} arrivals p99 {Percentile.Of(posts.ArrivalMs, 99):0} ms");
        Assert.True(most <= before + MoreMemoryMb, $"{before} MB before, {most} MB with them");
        Assert.InRange(Percentile.Of(posts.ArrivalMs, 99), 0, 1000);
        Assert.InRange(Percentile.Of(posts.PostMs, 99), 0, 1000);
        Assert.True(posts.ArrivalMs.Count > 100, "hardly anything arrived");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        Assert.All(await Task.WhenAll(frozen.Select(viewer => viewer.IsClosedAsync(patience.Token))), Assert.True);
        Array.ForEach(frozen, viewer => viewer.Dispose());
    }

    // For a while at least, and until only those are left who read.
    private static async Task<long> WatchUntilDroppedAsync(ServerProcess server, HttpClient http)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var most = 0L;
        for (var until = DateTime.UtcNow + Campaigns.FrozenTime; DateTime.UtcNow < until || await SubscribersAsync(http) > Healthy;)
        {
            most = Math.Max(most, server.MemoryMb);
            await Task.Delay(100, patience.Token);
        }

        return most;
    }

    private static async Task<int> SubscribersAsync(HttpClient http)
    {
        var health = JsonNode.Parse(await http.GetStringAsync(new Uri("/api/health/quick", UriKind.Relative)))!;
        return (int?)health["checks"]!["live"]!["figures"]!["subscribers"] ?? int.MaxValue;
    }
}
