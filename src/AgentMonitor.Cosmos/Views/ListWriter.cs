using System.Collections.Concurrent;
using System.Text.Json;
using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Views;

/// <summary>
/// Keeps the lists. What is written has the execution's own id or the place of the page's newest change, so a page
/// that is delivered again writes the same documents again.
/// </summary>
internal sealed class ListWriter(MeasuredContainer views, RetentionAges ages, ErasedIds erased, int concurrency)
{
    // A list does not read much more than it shows.
    private const int EntriesOfOneDocument = 200;

    // As stored. A document may have 2 MB, and one entry takes at most a tenth of it.
    private const int BytesOfOneDocument = 1_000_000;

    private const int MostKnown = 50_000;

    // Who was seen in which session by this process: the pair is written once, not with each of its executions.
    private readonly ConcurrentDictionary<(string Session, string User), bool> _known = new();

    // An erasure takes pairs away, which are then to be written once more when the user comes back.
    private int _knownBefore;

    private int Ttl => (int)Math.Min(int.MaxValue, ages.Raw.TotalSeconds);

    public async Task WriteAsync(IReadOnlyList<FeedItem> items, CancellationToken cancellationToken)
    {
        var newest = Newest(items);
        var together = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(newest, together, (item, stop) => WriteHomesAsync(item, stop)).ConfigureAwait(false);
        foreach (var late in items.Where(item => item.Execution is { UserId: not null } && item.Execution.IsLate))
        {
            await WriteLateAsync(late, cancellationToken).ConfigureAwait(false);
        }

        foreach (var hour in newest.GroupBy(item => ListName.Recent(item.Execution.ReceivedAt)))
        {
            foreach (var entries in Documents(hour.Select(Entry).OrderBy(entry => entry.Order, StringComparer.Ordinal)))
            {
                await WriteRecentAsync(hour.Key, entries, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static List<FeedItem> Newest(IReadOnlyList<FeedItem> items)
    {
        var newest = new Dictionary<ExecutionId, FeedItem>();
        foreach (var item in items.Where(item => !item.Execution.IsLate))
        {
            newest[item.Execution.Id] = item;
        }

        return [.. newest.Values];
    }

    // Whoever reads of something that runs looks it up; so nobody has to find these hours again to forget its user.
    private static RecentEntry Entry(FeedItem item) => new(
        ListOrder.Of(item),
        ExecutionItem.WriteHeader(item.Execution.Status.IsFinal() ? item.Execution : Bare(item.Execution)));

    private static Execution Bare(Execution running) => new()
    {
        Id = running.Id,
        AgentName = "",
        Status = running.Status,
        ReceivedAt = running.ReceivedAt,
        CreatedAt = running.ReceivedAt,
        ContentHash = "",
    };

    // The same entries make the same documents, whenever they come.
    private static IEnumerable<RecentEntry[]> Documents(IEnumerable<RecentEntry> entries)
    {
        var (document, bytes) = (new List<RecentEntry>(), 0);
        foreach (var entry in entries)
        {
            var more = JsonSerializer.SerializeToUtf8Bytes(entry, CosmosJson.Default.RecentEntry).Length;
            if (document.Count == EntriesOfOneDocument || (document.Count > 0 && bytes + more > BytesOfOneDocument))
            {
                yield return [.. document];
                document.Clear();
                bytes = 0;
            }

            document.Add(entry);
            bytes += more;
        }

        if (document.Count > 0)
        {
            yield return [.. document];
        }
    }

    private async ValueTask WriteHomesAsync(FeedItem item, CancellationToken cancellationToken)
    {
        var execution = item.Execution;
        foreach (var list in ListName.Homes(execution))
        {
            var listed = new ListedItem
            {
                Id = ItemId.Of(execution.Id),
                List = list,
                Order = ListOrder.Of(item),
                Session = execution.SessionId,
                Fingerprint = execution.ErrorFingerprint,
                Header = ExecutionItem.WriteHeader(execution),
                TimeToLive = Ttl,
            };
            await (execution.Status.IsFinal()
                ? views.UpsertAsync(list, listed, CosmosJson.Default.ListedItem, cancellationToken)
                : WriteRunningAsync(listed, cancellationToken)).ConfigureAwait(false);
        }

        if (execution is { SessionId: { } session, UserId: { } user })
        {
            await WriteSessionAsync(session, user, cancellationToken).ConfigureAwait(false);
        }
    }

    // An instance whose lease was taken may still be writing its page when the next one has written a newer: what has
    // ended stays as it ended.
    private async Task WriteRunningAsync(ListedItem listed, CancellationToken cancellationToken)
    {
        var (partition, type) = (new PartitionKey(listed.List), CosmosJson.Default.ListedItem);
        while ((await views.CreateAsync(partition, listed, type, cancellationToken).ConfigureAwait(false)).Exists)
        {
            var stands = await views.ReadAsync(partition, listed.Id, type, cancellationToken).ConfigureAwait(false);
            if (stands.Item is { } item
                && (!IsOlder(item, listed)
                    || (await views.ReplaceAsync(partition, listed.Id, listed, stands.ETag!, type, cancellationToken).ConfigureAwait(false)).IsDone))
            {
                return;
            }
        }
    }

    private static bool IsOlder(ListedItem stands, ListedItem listed) =>
        !ExecutionItem.ReadHeader(stands.Header).Status.IsFinal() && string.CompareOrdinal(stands.Order, listed.Order) < 0;

    // In no list that anybody sees: only for its user to be found in it.
    private Task WriteLateAsync(FeedItem item, CancellationToken cancellationToken)
    {
        var (list, id) = (ListName.Late(item.Execution.UserId!), item.Execution.Id);
        var late = new ListedItem { Id = ItemId.Of(id), List = list, Order = ListOrder.Of(item), Header = id.Value, TimeToLive = Ttl };
        return views.UpsertAsync(list, late, CosmosJson.Default.ListedItem, cancellationToken);
    }

    private async Task WriteSessionAsync(string session, string user, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _knownBefore, erased.Version) != erased.Version)
        {
            _known.Clear();
        }

        if (_known.ContainsKey((session, user)))
        {
            return;
        }

        var list = ListName.UsersOf(session);
        var pair = new ListedItem { Id = ItemId.Of(user), List = list, Order = "", Header = user, TimeToLive = Ttl };
        await views.UpsertAsync(list, pair, CosmosJson.Default.ListedItem, cancellationToken).ConfigureAwait(false);
        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        _known[(session, user)] = true;
    }

    private Task WriteRecentAsync(string list, RecentEntry[] entries, CancellationToken cancellationToken)
    {
        var item = new RecentItem
        {
            Id = entries[^1].Order,
            List = list,
            Order = entries[^1].Order,
            Least = entries[0].Order,
            Entries = entries,
            TimeToLive = Ttl,
        };
        return views.UpsertAsync(list, item, CosmosJson.Default.RecentItem, cancellationToken);
    }
}
