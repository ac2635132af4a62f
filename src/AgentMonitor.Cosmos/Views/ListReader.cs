using System.Runtime.CompilerServices;
using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Views;

/// <summary>One place of a list; without a header it only says how far the reading has come.</summary>
internal readonly record struct ListPlace(string Order, string? Header);

/// <summary>Reads lists from a place towards the past, a batch a query, each query of one partition.</summary>
internal sealed class ListReader(MeasuredContainer views)
{
    private const int Batch = 100;

    private const int RecentBatch = 10;

    public IAsyncEnumerable<ListPlace> ListAsync(string list, string before, CancellationToken cancellationToken) =>
        ReadAsync(list, before, at => Query(new QueryDefinition(CosmosQueries.Listed), at), cancellationToken);

    public IAsyncEnumerable<ListPlace> SessionAsync(string list, string session, string before, CancellationToken cancellationToken) =>
        ReadAsync(list, before, at => Query(new QueryDefinition(CosmosQueries.ListedInSession), at).WithParameter("@session", session), cancellationToken);

    public IAsyncEnumerable<ListPlace> FingerprintAsync(string list, string fingerprint, string before, CancellationToken cancellationToken) =>
        ReadAsync(list, before, at => Query(new QueryDefinition(CosmosQueries.ListedByFingerprint), at).WithParameter("@fingerprint", fingerprint), cancellationToken);

    public IAsyncEnumerable<ListPlace> OfUserAsync(string list, string user, string before, CancellationToken cancellationToken) =>
        ReadAsync(list, before, at => Query(new QueryDefinition(CosmosQueries.ListedOfUser), at).WithParameter("@user", user), cancellationToken);

    public IAsyncEnumerable<ListPlace> OfStateAsync(string list, string state, string before, CancellationToken cancellationToken) =>
        ReadAsync(list, before, at => Query(new QueryDefinition(CosmosQueries.EscalationsOfState), at).WithParameter("@state", state), cancellationToken);

    public async Task<IReadOnlyList<string>> UsersAsync(string session, CancellationToken cancellationToken)
    {
        var pairs = await views.QueryAsync(
            new QueryDefinition(CosmosQueries.Whole), ListName.UsersOf(session), CosmosJson.Default.IReadOnlyListListedItem, cancellationToken).ConfigureAwait(false);
        return pairs.ConvertAll(pair => pair.Header);
    }

    /// <summary>
    /// An hour's executions out of the documents that hold a page each. The pages of several leases overlap, so a
    /// place is given out only once no document that is still to come can hold a later one.
    /// </summary>
    public async IAsyncEnumerable<ListPlace> RecentAsync(
        string list, string before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var waiting = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var under = ListOrder.Newest;
        while (true)
        {
            var query = Query(new QueryDefinition(CosmosQueries.Recent), before, RecentBatch).WithParameter("@under", under);
            var pages = await views.QueryAsync(query, list, CosmosJson.Default.IReadOnlyListRecentItem, cancellationToken).ConfigureAwait(false);
            foreach (var entry in pages.SelectMany(page => page.Entries).Where(entry => string.CompareOrdinal(entry.Order, before) < 0))
            {
                waiting[entry.Order] = entry.Header;
            }

            var isLast = pages.Count < RecentBatch;
            under = isLast ? "" : pages[^1].Order;
            var ready = waiting.Reverse().TakeWhile(entry => string.CompareOrdinal(entry.Key, under) >= 0).ToList();
            foreach (var (order, header) in ready)
            {
                waiting.Remove(order);
                yield return new ListPlace(order, header);
            }

            if (isLast)
            {
                yield break;
            }
        }
    }

    /// <summary>Several lists as one.</summary>
    public static async IAsyncEnumerable<ListPlace> MergeAsync(IReadOnlyList<IAsyncEnumerable<ListPlace>> lists)
    {
        var open = new List<IAsyncEnumerator<ListPlace>>();
        try
        {
            foreach (var list in lists)
            {
                var at = list.GetAsyncEnumerator();
                open.Add(at);
                if (!await at.MoveNextAsync().ConfigureAwait(false))
                {
                    open.Remove(at);
                    await at.DisposeAsync().ConfigureAwait(false);
                }
            }

            while (open.MaxBy(at => at.Current.Order, StringComparer.Ordinal) is { } newest)
            {
                yield return newest.Current;
                if (!await newest.MoveNextAsync().ConfigureAwait(false))
                {
                    open.Remove(newest);
                    await newest.DisposeAsync().ConfigureAwait(false);
                }
            }
        }
        finally
        {
            foreach (var at in open)
            {
                await at.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async IAsyncEnumerable<ListPlace> ReadAsync(
        string list, string before, Func<string, QueryDefinition> query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var items = await views.QueryAsync(query(before), list, CosmosJson.Default.IReadOnlyListListedItem, cancellationToken).ConfigureAwait(false);
            foreach (var item in items)
            {
                yield return new ListPlace(item.Order, item.Header);
            }

            if (items.Count < Batch)
            {
                yield break;
            }

            before = items[^1].Order;
        }
    }

    private static QueryDefinition Query(QueryDefinition query, string before, int limit = Batch) =>
        query.WithParameter("@limit", limit).WithParameter("@before", before);
}
