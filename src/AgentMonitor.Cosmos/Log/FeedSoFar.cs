using System.Runtime.CompilerServices;
using System.Text.Json;
using AgentMonitor.Cosmos.Client;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Log;

/// <summary>
/// The change feed of every partition as far as it had come when the reading began. Where agents send all the time it
/// never ends by itself, so a partition is done at the first page of which all was written after that: pages have the
/// changes in the order of their commits. What such pages hold comes along; nothing that was there is missing.
/// </summary>
internal sealed class FeedSoFar(MeasuredContainer executions, TimeProvider clock)
{
    // A document's time is in whole seconds, of the clock of the machine that wrote it.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <param name="from">Null: from the beginning.</param>
    /// <param name="cancellationToken">Stops it between two pages.</param>
    public async IAsyncEnumerable<IReadOnlyList<JsonElement>> ReadAsync(
        DateTimeOffset? from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var began = await executions.FindServiceTimeAsync(cancellationToken).ConfigureAwait(false) ?? clock.GetUtcNow();
        foreach (var range in await executions.FeedRangesAsync(cancellationToken).ConfigureAwait(false))
        {
            var start = from is { } time ? ChangeFeedStartFrom.Time(time.UtcDateTime, range) : ChangeFeedStartFrom.Beginning(range);
            await foreach (var page in ReadAsync(range, start, began + Margin, cancellationToken).ConfigureAwait(false))
            {
                yield return page;
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<JsonElement>> ReadAsync(
        FeedRange range, ChangeFeedStartFrom start, DateTimeOffset end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var feed = executions.Container.GetChangeFeedStreamIterator(start, ChangeFeedMode.LatestVersion);
        for (var (done, needed) = (0, 1); done < needed;)
        {
            var bytes = await executions.ReadFeedAsync(feed, cancellationToken).ConfigureAwait(false);
            using var page = bytes is null ? null : JsonDocument.Parse(bytes);
            List<JsonElement> documents = page is null ? [] : [.. page.RootElement.GetProperty("Documents").EnumerateArray()];
            done = page is null || AreLater(documents, end.ToUnixTimeSeconds()) ? done + 1 : 0;
            if (done >= needed)
            {
                needed = await TurnsAsync(range, cancellationToken).ConfigureAwait(false);
            }

            yield return documents;
        }
    }

    /// <summary>
    /// How many pages in a row tell that no part of the range has more. Of one that was split meanwhile the SDK reads
    /// the parts in turn, and puts the halves of what it finds to be split at the end of the line: after two rounds over
    /// as many as there can be, each has had its turn.
    /// </summary>
    private async Task<int> TurnsAsync(FeedRange range, CancellationToken cancellationToken)
    {
        var ranges = await executions.FeedRangesAsync(cancellationToken).ConfigureAwait(false);
        return ranges.Any(now => now.ToJsonString() == range.ToJsonString()) ? 1 : 2 * ranges.Count;
    }

    private static bool AreLater(List<JsonElement> documents, long end) =>
        documents.Count > 0
        && documents.TrueForAll(document => document.TryGetProperty("_ts", out var written) && written.TryGetInt64(out var time) && time > end);
}
