using System.Text;
using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Erasure;

/// <summary>
/// Takes a user out of what could not be projected. What could be read is found through its letter, since it is in no
/// list. Of what could not, the letter loses its bytes where they hold the user's id, and the document that they came
/// from becomes one that holds nothing.
/// </summary>
internal sealed class ErasedLetters(
    MeasuredContainer letters, MeasuredContainer executions, ErasedExecutions copies, ErasedIds erased)
{
    private const string List = "letters";

    /// <summary>The user's executions that are dead letters and not known to be erased.</summary>
    public async Task<List<Execution>> FindAsync(ForgottenUser user, CancellationToken cancellationToken)
    {
        var found = new List<Execution>();
        foreach (var letter in (await AllAsync(cancellationToken).ConfigureAwait(false)).Where(letter => letter is { Raw: null, ExecutionId: not null }))
        {
            var read = await executions.ReadAsync(
                new PartitionKey(letter.Shard), letter.Source!, CosmosJson.Default.ExecutionItem, cancellationToken).ConfigureAwait(false);
            if (read.Item?.ToExecution() is { } execution && execution.UserId == user.UserId
                && execution.ReceivedAt <= user.At && erased.Find(execution.Id) is null)
            {
                found.Add(execution);
            }
        }

        return found;
    }

    public async Task EraseAsync(string userId, FeedMark projected, CancellationToken cancellationToken)
    {
        var sought = Encoding.UTF8.GetBytes(userId);
        foreach (var letter in await AllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (letter.ExecutionId is { } id && erased.Find(new ExecutionId(id)) is not null)
            {
                await copies.EraseAsync(new ExecutionId(id), projected, cancellationToken).ConfigureAwait(false);
            }

            if (letter.Raw is not { } raw || Convert.FromBase64String(raw).AsSpan().IndexOf(sought) < 0)
            {
                continue;
            }

            if (letter.Source is { } source)
            {
                await EmptyAsync(new PartitionKey(letter.Shard), source, cancellationToken).ConfigureAwait(false);
            }

            await letters.UpsertAsync(List, letter with { Raw = null }, CosmosJson.Default.LetterItem, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<List<LetterItem>> AllAsync(CancellationToken cancellationToken) => letters.QueryAsync(
        new QueryDefinition(CosmosQueries.Whole), List, CosmosJson.Default.IReadOnlyListLetterItem, cancellationToken);

    private async Task EmptyAsync(PartitionKey partition, string id, CancellationToken cancellationToken)
    {
        var read = await executions.ReadAsync(partition, id, CosmosJson.Default.JsonNode, cancellationToken).ConfigureAwait(false);
        if (read.Item is { } document)
        {
            var nothing = new ExecutionItem { Id = id, Shard = document["shard"]!.GetValue<int>(), Status = ExecutionItem.FinalStatus };
            await executions.ReplaceAsync(
                partition, id, nothing, read.ETag!, CosmosJson.Default.ExecutionItem, cancellationToken).ConfigureAwait(false);
        }
    }
}
