using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Cosmos.Views;
using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Erasure;

/// <summary>Deletes completions that came too late and named a user, and the list by which they are found.</summary>
internal sealed class ErasedLate(MeasuredContainer views, ErasedExecutions executions)
{
    private const int Batch = 100;

    public async Task EraseAsync(ForgottenUser user, CancellationToken cancellationToken)
    {
        var list = ListName.Late(user.UserId);
        var before = ListOrder.Newest;
        List<ListedItem> found;
        do
        {
            var query = new QueryDefinition(CosmosQueries.Listed).WithParameter("@before", before).WithParameter("@limit", Batch);
            found = await views.QueryAsync(query, list, CosmosJson.Default.IReadOnlyListListedItem, cancellationToken).ConfigureAwait(false);
            before = found.Count > 0 ? found[^1].Order : before;
            foreach (var late in found.Where(late => ListOrder.ReceivedAt(late.Order) <= user.At))
            {
                await executions.EraseLateAsync(new ExecutionId(late.Header), user, cancellationToken).ConfigureAwait(false);
                await views.DeleteAsync(list, late.Id, cancellationToken).ConfigureAwait(false);
            }
        }
        while (found.Count == Batch);
    }
}
