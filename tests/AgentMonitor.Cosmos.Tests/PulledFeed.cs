using System.Text.Json;
using AgentMonitor.Projection;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Tests;

/// <summary>
/// The change feed as a feed with one number, which it has when all executions are in one shard. In production the
/// trigger reads it; the contract tests read it through this.
/// </summary>
internal sealed class PulledFeed(Container executions, CosmosStore store) : IExecutionFeed
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public long End => AllAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult().Items.Select(item => item.Lsn).DefaultIfEmpty().Max();

    public async ValueTask<long> ProjectedAsync(CancellationToken cancellationToken) =>
        (await ((Views.CosmosProgress)store.Position).ReadAsync(cancellationToken)).Shards.GetValueOrDefault(0);

    public async ValueTask<FeedPage> ReadAsync(long position, int limit, CancellationToken cancellationToken)
    {
        var all = await AllAsync(cancellationToken);
        var items = all.Items.Where(item => item.Lsn > position).OrderBy(item => item.Lsn).Take(limit).ToList();
        var unreadable = all.Unreadable.Where(letter => letter.Lsn > position).ToList();
        return new FeedPage(items, unreadable, items.Count > 0 ? items[^1].Lsn : position);
    }

    public async ValueTask WaitBeyondAsync(long position, CancellationToken cancellationToken)
    {
        while (End <= position)
        {
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>Every latest version, through the reader that the trigger's pages go through.</summary>
    public async ValueTask<FeedPage> AllAsync(CancellationToken cancellationToken)
    {
        var reader = new CosmosFeedReader();
        var (items, unreadable) = (new List<FeedItem>(), new List<DeadLetter>());
        using var feed = executions.GetChangeFeedStreamIterator(ChangeFeedStartFrom.Beginning(), ChangeFeedMode.LatestVersion);
        while (true)
        {
            using var page = await feed.ReadNextAsync(cancellationToken);
            if (page.StatusCode == System.Net.HttpStatusCode.NotModified)
            {
                return new FeedPage(items, unreadable, null);
            }

            page.EnsureSuccessStatusCode();
            using var document = await JsonDocument.ParseAsync(page.Content, default, cancellationToken);
            var read = reader.Read(document.RootElement.GetProperty("Documents").EnumerateArray());
            items.AddRange(read.Items);
            unreadable.AddRange(read.Unreadable);
        }
    }
}
