using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Cosmos.Views;
using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Erasure;

/// <summary>
/// Replaces an execution's document by its erased copy, on the version that it was made from. One that is over has to be
/// counted by then, and its copy says under which number it was.
/// </summary>
internal sealed class ErasedExecutions(
    MeasuredContainer executions, CosmosOptions options, CosmosProgress progress, RetentionAges ages, Func<string> generation,
    TimeProvider clock)
{
    public Task<FeedMark> ProjectedAsync(CancellationToken cancellationToken) => progress.ReadAsync(cancellationToken);

    /// <summary>Whether an execution that was running when it was listed is the user's, or nobody's, as it stands.</summary>
    public async Task<bool> IsOfAsync(ExecutionId id, string userId, CancellationToken cancellationToken)
    {
        var read = await executions.ReadAsync(
            new PartitionKey(ShardHash.Of(id, options.Shards)), ItemId.Of(id), CosmosJson.Default.ExecutionItem, cancellationToken).ConfigureAwait(false);
        return read.Item?.ToExecution().UserId is not { } user || user == userId;
    }

    /// <summary>The completion that came too late for a run, if the user is named in it; the run itself may be another's.</summary>
    public async Task EraseLateAsync(ExecutionId id, ForgottenUser user, CancellationToken cancellationToken)
    {
        var partition = new PartitionKey(ShardHash.Of(id, options.Shards));
        var late = ItemId.OfLate(id);
        var read = await executions.ReadAsync(partition, late, CosmosJson.Default.ExecutionItem, cancellationToken).ConfigureAwait(false);
        if (read.Item?.ToExecution() is { } execution && execution.UserId == user.UserId)
        {
            await executions.DeleteAsync(partition, late, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task EraseAsync(ExecutionId id, FeedMark projected, CancellationToken cancellationToken)
    {
        var shard = ShardHash.Of(id, options.Shards);
        var partition = new PartitionKey(shard);
        while (true)
        {
            var read = await executions.ReadAsync(partition, ItemId.Of(id), CosmosJson.Default.ExecutionItem, cancellationToken).ConfigureAwait(false);
            if (read.Item is not { } item || item.ToExecution() is not { IsErased: false } execution)
            {
                break;
            }

            if (execution.Status.IsFinal() && !projected.Covers(shard, read.Lsn))
            {
                throw new StoreUnavailableException(
                    StoreFault.Unavailable, "An execution that is to be erased is not projected yet; this goes on later.", TimeSpan.FromSeconds(5));
            }

            var copy = Copy(item, execution, read.Lsn);
            if ((await executions.ReplaceAsync(
                partition, item.Id, copy, read.ETag!, CosmosJson.Default.ExecutionItem, cancellationToken).ConfigureAwait(false)).IsDone)
            {
                break;
            }
        }

        await executions.DeleteAsync(partition, ItemId.OfLate(id), cancellationToken).ConfigureAwait(false);
    }

    // A ttl counts from the write, so it is what is left of the time that the execution had.
    private ExecutionItem Copy(ExecutionItem item, Execution execution, long lsn)
    {
        var left = execution.ReceivedAt + ages.Raw - clock.GetUtcNow();
        var kept = left > TimeSpan.FromMinutes(1) ? left : TimeSpan.FromMinutes(1);
        return ExecutionItem.From(ErasedCopy.Of(execution, execution.Id), item.Shard, kept) with
        {
            Requeued = item.Requeued,
            Counted = execution.Status.IsFinal() ? new CountedAs(lsn, generation()) : null,
        };
    }
}
