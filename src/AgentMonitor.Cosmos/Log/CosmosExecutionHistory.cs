using System.Runtime.CompilerServices;
using AgentMonitor.Cosmos.Client;
using AgentMonitor.Executions;
using AgentMonitor.Projection;

namespace AgentMonitor.Cosmos.Log;

/// <summary>
/// The change feed read anew from a day before the range to where it is now: the only reading that tells each
/// document's number, and so what a rollup ought to hold. It costs about a point read a document of that stretch.
/// Dead letters are left out: they are in no rollup, and one that was requeued comes under its new number.
/// </summary>
internal sealed class CosmosExecutionHistory(
    MeasuredContainer executions, CosmosDeadLetters letters, CosmosFeedReader reader, TimeProvider clock)
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
        DateTimeOffset? start = from.Year < 2000 ? null : from - Margin;
        await foreach (var page in new FeedSoFar(executions, clock).ReadAsync(start, cancellationToken).ConfigureAwait(false))
        {
            foreach (var item in reader.Read(page).Items)
            {
                if (IsWithin(item.Execution, from, to) && !IsBeyond(end, item) && !dead.Contains(Documents.ItemId.OfLetter(item.Shard, item.Lsn))
                    && (seen.Add((item.Shard, item.Lsn)) || !item.Execution.IsErased))
                {
                    yield return item;
                }
            }
        }
    }

    private static bool IsWithin(Execution execution, DateTimeOffset from, DateTimeOffset to) =>
        execution.EndedAt >= from && execution.EndedAt < to;

    private static bool IsBeyond(FeedMark end, FeedItem item) =>
        end.Shards.TryGetValue(item.Shard, out var last) && item.Lsn > last;
}
