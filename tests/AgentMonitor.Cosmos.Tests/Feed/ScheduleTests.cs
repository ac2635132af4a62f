using System.Text.Json;
using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Microsoft.Azure.Cosmos;
using Xunit;
using Xunit.Abstractions;

namespace AgentMonitor.Cosmos.Tests.Feed;

/// <summary>
/// Pages delivered as badly as the service may: once to three times, the partitions interleaved, by two projectors of
/// which either may die between any two writes, with splits, while agents still send. Totals equal a recount always.
/// </summary>
public sealed class ScheduleTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Totals_equal_a_recount_whatever_the_schedule()
    {
        var first = FullRun.Seed;
        output.WriteLine($"AGENTMONITOR_SEED={first}, {FullRun.CosmosSchedules} schedules");
        var crashes = 0;
        for (var i = 0; i < FullRun.CosmosSchedules; i++)
        {
            crashes += await RunAsync(unchecked(first + i));
        }

        Assert.True(crashes > 0, "No page failed, so nothing was tried.");
    }

    private static async Task<int> RunAsync(int seed)
    {
        var random = new Random(seed);
        var gateway = new GatewayDouble { Ranges = 3 };
        var options = new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString, Shards = 16 };
        await using var first = await OpenedCosmos.OpenAsync(gateway, options);
        await using var second = await OpenedCosmos.OpenAsync(gateway, options);
        Projector[] projectors = [new(first.Rollups, new NoLiveUpdates()), new(second.Rollups, new NoLiveUpdates())];
        var sent = Traffic.Make(random, 120).ToList();
        var crashes = 0;
        var seen = new List<FeedPage>();

        foreach (var chunk in sent.Chunk(30))
        {
            foreach (var execution in chunk)
            {
                await first.Log.AppendAsync([execution], CancellationToken.None);
            }

            foreach (var page in Shuffled(await PagesAsync(first, random), random))
            {
                // A page that failed comes again before any later one of its partition, maybe somewhere else; one that
                // did not may come again as well.
                bool done;
                do
                {
                    gateway.Fault = CrashSoon(random);
                    done = await TryProjectAsync(projectors[random.Next(2)], page);
                    crashes += done ? 0 : 1;
                }
                while (!done || random.Next(3) == 0);

                gateway.Fault = _ => null;
                seen.Add(page);
            }

            if (random.Next(2) == 0)
            {
                var ranges = gateway.Container("executions").Ranges;
                gateway.Split("executions", ranges[random.Next(ranges.Count)].Id);
            }
        }

        // Stale pages of long ago, as an instance that was cut off for a while still holds them.
        foreach (var page in seen.Where(_ => random.Next(3) == 0))
        {
            await projectors[random.Next(2)].ProjectAsync(page, CancellationToken.None);
        }

        await TotalsAssert.EqualWhatWasSentAsync(first, sent, $"seed {seed}, {crashes} crashes");
        Assert.Empty(gateway.Refused);
        return crashes;
    }

    // After a few more writes everything fails, as it does for a process that died.
    private static Func<DoubleCall, DoubleFault?> CrashSoon(Random random)
    {
        var left = random.Next(400);
        var lastIsLost = random.Next(2) == 0;
        return call => !call.IsItems || call.IsQuery || call.Method == "GET" ? null
            : --left > 0 ? null
            : left == 0 && lastIsLost && call.Container == "rollups" ? new DoubleFault(null, IsLost: true)
            : DoubleFault.Of(503);
    }

    private static async Task<bool> TryProjectAsync(Projector projector, FeedPage page)
    {
        try
        {
            await projector.ProjectAsync(page, CancellationToken.None);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    // The feed of each range from its beginning, in pages of any size.
    private static async Task<List<Queue<FeedPage>>> PagesAsync(OpenedCosmos store, Random random)
    {
        var ranges = new List<Queue<FeedPage>>();
        var container = store.Container("executions");
        foreach (var range in await container.GetFeedRangesAsync())
        {
            var pages = new Queue<FeedPage>();
            using var feed = container.GetChangeFeedStreamIterator(
                ChangeFeedStartFrom.Beginning(range), ChangeFeedMode.LatestVersion, new() { PageSizeHint = random.Next(1, 60) });
            while (await feed.ReadNextAsync() is { IsSuccessStatusCode: true } page)
            {
                using var document = await JsonDocument.ParseAsync(page.Content);
                pages.Enqueue(new CosmosFeedReader().Read(document.RootElement.GetProperty("Documents").EnumerateArray()));
                page.Dispose();
            }

            ranges.Add(pages);
        }

        return ranges;
    }

    // Of the ranges any one next; within a range in order.
    private static IEnumerable<FeedPage> Shuffled(List<Queue<FeedPage>> ranges, Random random)
    {
        while (ranges.RemoveAll(range => range.Count == 0) >= 0 && ranges.Count > 0)
        {
            yield return ranges[random.Next(ranges.Count)].Dequeue();
        }
    }
}
