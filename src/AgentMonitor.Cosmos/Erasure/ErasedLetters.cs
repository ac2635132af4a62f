using System.Text;
using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Erasure;

/// <summary>
/// Takes a user out of what could not be read: where the bytes hold the user's id, the letter loses them, and the
/// document that they came from becomes one that holds nothing.
/// </summary>
internal sealed class ErasedLetters(MeasuredContainer letters, MeasuredContainer executions)
{
    private const string List = "letters";

    public async Task EraseAsync(string userId, CancellationToken cancellationToken)
    {
        var sought = Encoding.UTF8.GetBytes(userId);
        var stored = await letters.QueryAsync(
            new QueryDefinition(CosmosQueries.Whole), List, CosmosJson.Default.IReadOnlyListLetterItem, cancellationToken).ConfigureAwait(false);
        foreach (var letter in stored)
        {
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
