using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.State;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.State;

/// <summary>Documents of state in a container of their own, a partition a kind; their ETags are the service's.</summary>
internal sealed class CosmosStateStore(MeasuredContainer state) : IStateStore
{
    public async ValueTask<StateDocument?> FindAsync(string kind, string id, CancellationToken cancellationToken)
    {
        StateRules.CheckName(kind, nameof(kind));
        StateRules.CheckName(id, nameof(id));
        var read = await state.ReadAsync(
            new PartitionKey(kind), ItemId.Of(id), CosmosJson.Default.StateItem, cancellationToken).ConfigureAwait(false);
        return read.Item?.ToDocument(read.ETag);
    }

    public async ValueTask<IReadOnlyList<StateDocument>> ListAsync(string kind, CancellationToken cancellationToken)
    {
        StateRules.CheckName(kind, nameof(kind));
        var found = await state.QueryAsync(
            new QueryDefinition(CosmosQueries.Whole), kind, CosmosJson.Default.IReadOnlyListStateItem, cancellationToken).ConfigureAwait(false);
        return found.ConvertAll(item => item.ToDocument(item.ETag));
    }

    public async ValueTask<string?> TrySaveAsync(StateDocument document, CancellationToken cancellationToken)
    {
        StateRules.Check(document);
        var item = StateItem.Of(document);
        var answer = document.ETag is { } etag
            ? await state.ReplaceAsync(
                new PartitionKey(item.List), item.Id, item, etag, CosmosJson.Default.StateItem, cancellationToken).ConfigureAwait(false)
            : await state.CreateAsync(item.List, item, CosmosJson.Default.StateItem, cancellationToken).ConfigureAwait(false);
        return answer.IsDone ? answer.ETag : null;
    }

    public async ValueTask DeleteAsync(string kind, string id, CancellationToken cancellationToken)
    {
        StateRules.CheckName(kind, nameof(kind));
        StateRules.CheckName(id, nameof(id));
        await state.DeleteAsync(kind, ItemId.Of(id), cancellationToken).ConfigureAwait(false);
    }
}
