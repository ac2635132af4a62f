using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using AgentMonitor.Cosmos.Client;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Log;

/// <summary>
/// The change feed read anew from a day before the range to its end: the only reading that tells each document's
/// number, and so what a rollup ought to hold. It costs about a point read a document of that stretch. Dead letters
/// are left out: they are in no rollup, and one that was requeued comes under its new number.
/// </summary>
internal sealed class CosmosExecutionHistory(MeasuredContainer executions, CosmosDeadLetters letters, CosmosFeedReader reader)
    : IExecutionHistory
{
    // Receipt goes before the end by minutes at most, where clocks differ.
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    public async IAsyncEnumerable<FeedItem> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, FeedMark end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var dead = await letters.IdsAsync(cancellationToken).ConfigureAwait(false);

        // One that is erased while this reads comes twice, under one number.
        var seen = new HashSet<(int, long)>();
        await foreach (var item in ReadFeedAsync(from, cancellationToken).ConfigureAwait(false))
        {
            if (IsWithin(item.Execution, from, to) && !IsBeyond(end, item) && !dead.Contains(Documents.ItemId.OfLetter(item.Shard, item.Lsn))
                && (seen.Add((item.Shard, item.Lsn)) || !item.Execution.IsErased))
            {
                yield return item;
            }
        }
    }

    // The SDK says "not modified" when it is back at the partition it began its round with. The halves of one that was
    // split stand in line behind that, so only a second round without a change is the end.
    private async IAsyncEnumerable<FeedItem> ReadFeedAsync(
        DateTimeOffset from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var feed = executions.Container.GetChangeFeedStreamIterator(Start(from), ChangeFeedMode.LatestVersion);
        for (var quietRounds = 0; quietRounds < 2;)
        {
            var page = await executions.ReadFeedAsync(feed, cancellationToken).ConfigureAwait(false);
            quietRounds = page is null ? quietRounds + 1 : 0;
            foreach (var item in page is null ? [] : Items(page))
            {
                yield return item;
            }
        }
    }

    private static ChangeFeedStartFrom Start(DateTimeOffset from) => from.Year < 2000
        ? ChangeFeedStartFrom.Beginning()
        : ChangeFeedStartFrom.Time((from - Margin).UtcDateTime);

    private IReadOnlyList<FeedItem> Items(byte[] page)
    {
        using var document = JsonDocument.Parse(Encoding.UTF8.GetString(page));
        return reader.Read(document.RootElement.GetProperty("Documents").EnumerateArray()).Items;
    }

    private static bool IsWithin(Execution execution, DateTimeOffset from, DateTimeOffset to) =>
        execution.EndedAt >= from && execution.EndedAt < to;

    private static bool IsBeyond(FeedMark end, FeedItem item) =>
        end.Shards.TryGetValue(item.Shard, out var last) && item.Lsn > last;
}
