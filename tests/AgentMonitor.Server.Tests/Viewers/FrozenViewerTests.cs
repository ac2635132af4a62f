using System.Diagnostics;
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

    private static double MostMs => Campaigns.Allowed(TimeSpan.FromSeconds(1)).TotalMilliseconds;

    [Fact]
    public async Task Fifty_viewers_that_stop_reading_cost_little_hold_up_nobody_and_are_dropped()
    {
        var (with, posts) = await RunAsync(Frozen, leastPosts: 0);

        // What the same posts take without them: a server that has only just started grows by itself.
        var (without, _) = await RunAsync(0, posts.PostMs.Count);

        output.WriteLine($"{without} MB at most without, {with} MB with {Frozen} frozen; {posts.PostMs.Count} posts p99 {Percentile.Of(posts.PostMs, 99):0} ms; {posts.ArrivalMs.Count} arrivals p99 {Percentile.Of(posts.ArrivalMs, 99):0} ms");
        Assert.True(with <= without + MoreMemoryMb, $"{without} MB without, {with} MB with them");
        Assert.InRange(Percentile.Of(posts.ArrivalMs, 99), 0, MostMs);
        Assert.InRange(Percentile.Of(posts.PostMs, 99), 0, MostMs);
        Assert.True(posts.ArrivalMs.Count > 100, "hardly anything arrived");
    }

    private static async Task<(long MostMb, MarkedPosts Posts)> RunAsync(int frozen, int leastPosts)
    {
        using var folder = new TempFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path);
        using var http = server.CreateClient();
        using var posts = new MarkedPosts(http);
        await posts.WarmUpAsync();

        // Before anything is told, or a slow machine would drop the first before the last is there.
        var viewers = await Task.WhenAll(Enumerable.Range(0, frozen).Select(number =>
            number % 2 == 0 ? RawViewer.OpenStreamAsync(server) : RawViewer.OpenWebSocketAsync(server, http)));
        Assert.Equal(frozen, await SubscribersAsync(http));
        var running = posts.RunAsync(Healthy);
        var most = await WatchAsync(server, http, () => posts.PostMs.Count >= leastPosts);

        posts.Stop();
        await running;
        using var patience = new CancellationTokenSource(Campaigns.Patience);
        Assert.All(await Task.WhenAll(viewers.Select(viewer => viewer.IsClosedAsync(patience.Token))), Assert.True);
        Array.ForEach(viewers, viewer => viewer.Dispose());
        return (most, posts);
    }

    // The most memory in a while, which lasts until only those are there who read.
    private static async Task<long> WatchAsync(ServerProcess server, HttpClient http, Func<bool> isEnough)
    {
        using var patience = new CancellationTokenSource(Campaigns.FrozenTime + (5 * Campaigns.Patience));
        var (most, began) = (0L, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(began) < Campaigns.FrozenTime || !isEnough() || await SubscribersAsync(http) != Healthy)
        {
            most = Math.Max(most, server.MemoryMb);
            await Task.Delay(100, patience.Token);
        }

        return most;
    }

    private static async Task<int> SubscribersAsync(HttpClient http)
    {
        var health = JsonNode.Parse(await http.GetStringAsync(new Uri("/api/admin/health", UriKind.Relative)))!;
        return (int)health["live_connections"]!;
    }
}
