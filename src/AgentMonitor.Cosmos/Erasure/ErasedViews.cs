using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Cosmos.Views;
using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Erasure;

/// <summary>Takes erased executions out of the lists of people, and puts their copies into those of errors and of all.</summary>
internal sealed class ErasedViews(MeasuredContainer views)
{
    private const int Batch = 10;

    /// <summary>The documents of an hour, each of which holds a page of executions.</summary>
    public async Task EraseHourAsync(string list, ErasedIds erased, CancellationToken cancellationToken)
    {
        var under = ListOrder.Newest;
        List<RecentItem> found;
        do
        {
            var query = new QueryDefinition(CosmosQueries.Recent)
                .WithParameter("@before", ListOrder.Newest).WithParameter("@under", under).WithParameter("@limit", Batch);
            found = await views.QueryAsync(query, list, CosmosJson.Default.IReadOnlyListRecentItem, cancellationToken).ConfigureAwait(false);
            under = found.Count > 0 ? found[^1].Order : under;
            foreach (var page in found)
            {
                var entries = page.Entries.Select(entry => Erased(entry, erased)).ToList();
                if (!entries.SequenceEqual(page.Entries))
                {
                    await views.UpsertAsync(list, page with { Entries = entries }, CosmosJson.Default.RecentItem, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        while (found.Count == Batch);
    }

    /// <summary>The user's own list comes last: whatever is interrupted is found through it again.</summary>
    public async Task EraseListsAsync(Execution execution, CancellationToken cancellationToken)
    {
        foreach (var list in ListName.Homes(execution).Reverse())
        {
            var id = ItemId.Of(execution.Id);
            if (!list.StartsWith(ListName.ErrorsPrefix, StringComparison.Ordinal))
            {
                await views.DeleteAsync(list, id, cancellationToken).ConfigureAwait(false);
                continue;
            }

            var read = await views.ReadAsync(new PartitionKey(list), id, CosmosJson.Default.ListedItem, cancellationToken).ConfigureAwait(false);
            if (read.Item is { } listed)
            {
                var header = ExecutionItem.WriteHeader(ErasedCopy.Of(ExecutionItem.ReadHeader(listed.Header), execution.Id));
                await views.UpsertAsync(
                    list, listed with { Session = null, Header = header }, CosmosJson.Default.ListedItem, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// What is listed of a start, but where the run itself stands in the list by now; the user's own list comes last.
    /// </summary>
    public async Task EraseStartAsync(Execution start, OthersRuns others, CancellationToken cancellationToken)
    {
        var id = ItemId.Of(start.Id);
        foreach (var list in ListName.Homes(start).Reverse())
        {
            var read = await views.ReadAsync(new PartitionKey(list), id, CosmosJson.Default.ListedItem, cancellationToken).ConfigureAwait(false);
            if (read is { Item: { } listed, ETag: { } etag } && others.IsStart(ExecutionItem.ReadHeader(listed.Header)))
            {
                await views.DeleteAsync(list, id, etag, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>That a user was in a session, unless there is more of that since.</summary>
    public async Task EraseSessionAsync(string session, ForgottenUser user, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition(CosmosQueries.ListedInSession)
            .WithParameter("@session", session).WithParameter("@before", ListOrder.Newest).WithParameter("@limit", 1);
        var newest = await views.QueryAsync(
            query, ListName.User(user.UserId), CosmosJson.Default.IReadOnlyListListedItem, cancellationToken).ConfigureAwait(false);
        if (newest.Count == 0 || ListOrder.ReceivedAt(newest[0].Order) <= user.At)
        {
            await views.DeleteAsync(ListName.UsersOf(session), ItemId.Of(user.UserId), cancellationToken).ConfigureAwait(false);
        }
    }

    private static RecentEntry Erased(RecentEntry entry, ErasedIds erased)
    {
        var execution = ExecutionItem.ReadHeader(entry.Header);
        return !execution.IsErased && erased.Find(execution.Id) is { } id
            ? entry with { Header = ExecutionItem.WriteHeader(ErasedCopy.Of(execution, id)) }
            : entry;
    }
}
