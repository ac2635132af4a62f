using System.Globalization;
using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Cosmos.Views;
using AgentMonitor.Cosmos.Views.Sightings;
using AgentMonitor.Erasure;
using AgentMonitor.Projection;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Erasure;

/// <summary>
/// Takes a user and the user's sessions out of the lists of who was seen. What is listed of them and not erased, because
/// they came back, is seen anew.
/// </summary>
internal sealed class ErasedSightings(MeasuredContainer views, ErasedIds erased, SightingWriter writer)
{
    // The newest are enough to say when and where somebody was there.
    private const int MostSeen = 1000;

    public async Task EraseUserAsync(string userId, CancellationToken cancellationToken)
    {
        await views.DeleteAsync(SightingLists.OfUser(userId), ItemId.Of(userId), cancellationToken).ConfigureAwait(false);
        await SeeAgainAsync(await ListedAsync(ListName.User(userId), session: null, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <param name="others">Whose starts show nobody any more.</param>
    public async Task EraseSessionAsync(string session, OthersRuns others, CancellationToken cancellationToken)
    {
        var read = await views.ReadAsync(
            new PartitionKey(SightingLists.OfSession(session)), ItemId.Of(session), CosmosJson.Default.SightingItem, cancellationToken).ConfigureAwait(false);
        if (read.Item is null)
        {
            return;
        }

        await views.DeleteAsync(SightingLists.OfSession(session), ItemId.Of(session), cancellationToken).ConfigureAwait(false);
        var left = await ListedAsync(ListName.Session(session), session: null, cancellationToken).ConfigureAwait(false);
        var users = await new ListReader(views).UsersAsync(session, cancellationToken).ConfigureAwait(false);
        foreach (var user in users.Append(others.UserId).Distinct(StringComparer.Ordinal))
        {
            left.AddRange(await ListedAsync(ListName.User(user), session, cancellationToken).ConfigureAwait(false));
        }

        await SeeAgainAsync(left.FindAll(item => !others.IsStart(item.Execution)), cancellationToken).ConfigureAwait(false);
    }

    private async Task SeeAgainAsync(List<FeedItem> items, CancellationToken cancellationToken) =>
        await writer.WriteAsync(items, cancellationToken).ConfigureAwait(false);

    private async Task<List<FeedItem>> ListedAsync(string list, string? session, CancellationToken cancellationToken)
    {
        var query = (session is null
            ? new QueryDefinition(CosmosQueries.Listed)
            : new QueryDefinition(CosmosQueries.ListedInSession).WithParameter("@session", session))
            .WithParameter("@before", ListOrder.Newest).WithParameter("@limit", MostSeen);
        var found = await views.QueryAsync(query, list, CosmosJson.Default.IReadOnlyListListedItem, cancellationToken).ConfigureAwait(false);
        return [.. found.Select(Item).Where(item => erased.Find(item.Execution.Id) is null)];
    }

    private static FeedItem Item(ListedItem listed) => new(
        Shard: 0,
        long.Parse(listed.Order.AsSpan(20, 19), NumberStyles.None, CultureInfo.InvariantCulture),
        ExecutionItem.ReadHeader(listed.Header));
}
