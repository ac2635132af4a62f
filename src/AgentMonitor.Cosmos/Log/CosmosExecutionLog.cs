using AgentMonitor.Costs;
using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Rollups;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Log;

/// <summary>
/// One document an execution. It is created, or found to be there (409) and then decided upon; a running one is
/// finished by a patch whose predicate lets it happen once (412: look again). After that it never changes.
/// </summary>
internal sealed class CosmosExecutionLog(
    MeasuredContainer executions, CosmosOptions options, PriceBook prices, RetentionAges ages, ErasedIds erased) : IExecutionLog
{
    public async ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<Execution> incoming, CancellationToken cancellationToken)
    {
        var results = new AppendResult[incoming.Count];
        var byId = Enumerable.Range(0, incoming.Count).GroupBy(place => incoming[place].Id);
        var together = new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(byId, together, async (places, stop) =>
        {
            // Those of one id one after the other, so that a call sees its own.
            foreach (var place in places)
            {
                results[place] = await AppendAsync(incoming[place], stop).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        return results;
    }

    public async ValueTask<LoggedExecution?> FindAsync(ExecutionId id, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(id, ItemId.Of(id), cancellationToken).ConfigureAwait(false);
        if (found.Item is not { } item)
        {
            return null;
        }

        var execution = item.ToExecution();
        var late = await FindLateAsync(execution, cancellationToken).ConfigureAwait(false);
        return new LoggedExecution(execution, item.Counted?.Lsn ?? found.Lsn, late.Item?.ToExecution());
    }

    private async ValueTask<AppendResult> AppendAsync(Execution sent, CancellationToken cancellationToken)
    {
        var incoming = erased.Find(sent.Id) is { } id ? ErasedCopy.Of(sent, id) : sent;
        // Most are sent once, finished: so create first and look only when something is there. What the sweep sends
        // is there.
        var isKnown = incoming.Flags.HasFlag(ExecutionFlags.TimedOutByMonitor) || incoming.IsErased;
        while (true)
        {
            if (!isKnown && await CreateAsync(incoming, cancellationToken).ConfigureAwait(false) is { IsDone: true } created)
            {
                executions.Charges.ExecutionCreated();
                return new AppendResult(AppendOutcome.Created, created.Lsn);
            }

            var standing = await ReadAsync(incoming.Id, ItemId.Of(incoming.Id), cancellationToken).ConfigureAwait(false);
            if (standing.Item is { } item
                && await TryDecideAsync(item, standing, incoming, cancellationToken).ConfigureAwait(false) is { } result)
            {
                return result;
            }

            if (standing.Item is null && incoming.IsErased)
            {
                return new AppendResult(AppendOutcome.Duplicate, 0);
            }

            isKnown = standing.Item is not null;
        }
    }

    // Null: somebody else was faster, look again.
    private async ValueTask<AppendResult?> TryDecideAsync(
        ExecutionItem item, ItemRead<ExecutionItem> standing, Execution incoming, CancellationToken cancellationToken)
    {
        var existing = item.ToExecution();
        if (existing.IsErased || incoming.IsErased)
        {
            (existing, incoming) = (ErasedCopy.Of(existing, existing.Id), ErasedCopy.Of(incoming, existing.Id));
        }

        var late = await FindLateAsync(existing, cancellationToken).ConfigureAwait(false);
        var (outcome, append) = ExecutionTransitions.Decide(existing, late.Item?.ToExecution(), incoming, prices.Current);
        if (append is null)
        {
            return new AppendResult(outcome, outcome == AppendOutcome.Late ? late.Lsn : standing.Lsn);
        }

        var answer = outcome == AppendOutcome.Late ? await CreateAsync(append, cancellationToken).ConfigureAwait(false)
            : append.Status.IsFinal() ? await FinishAsync(item, append, standing.ETag!, cancellationToken).ConfigureAwait(false)
            : await KeepAliveAsync(append, standing.ETag!, cancellationToken).ConfigureAwait(false);
        return answer.IsDone ? new AppendResult(outcome, answer.Lsn) : null;
    }

    private async ValueTask<ItemAnswer> CreateAsync(Execution execution, CancellationToken cancellationToken)
    {
        var item = ExecutionItem.From(execution, Shard(execution.Id), ages.Raw);
        try
        {
            return await executions.CreateAsync(Partition(item.Shard), item, CosmosJson.Default.ExecutionItem, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreUnavailableException lost) when (lost.Fault == StoreFault.Unavailable)
        {
            // It may have been stored all the same; the same id again tells, and the SDK does not repeat a write.
            return await executions.CreateAsync(Partition(item.Shard), item, CosmosJson.Default.ExecutionItem, cancellationToken).ConfigureAwait(false);
        }
    }

    // The predicate makes it happen once; the version makes sure that nothing said in between is lost.
    private Task<ItemAnswer> FinishAsync(ExecutionItem running, Execution final, string etag, CancellationToken cancellationToken)
    {
        var operations = new List<PatchOperation>
        {
            PatchOperation.Set("/status", ExecutionItem.FinalStatus),
            PatchOperation.Set("/final", ExecutionItem.WriteHeader(final)),
        };
        if (ContentItem.From(final.Content) is { } content)
        {
            operations.Add(PatchOperation.Set("/content", content));
        }

        // What the start said counts no more, and may name somebody else.
        if (running.Start is not null)
        {
            operations.Add(PatchOperation.Remove("/start"));
        }

        if (running.Agent is not null)
        {
            operations.Add(PatchOperation.Remove("/agent"));
        }

        if (running.Deadline is not null)
        {
            operations.Add(PatchOperation.Remove("/deadline"));
        }

        return executions.PatchAsync(
            Partition(running.Shard), running.Id, operations, CosmosQueries.StillRunning, etag, cancellationToken);
    }

    private Task<ItemAnswer> KeepAliveAsync(Execution running, string etag, CancellationToken cancellationToken)
    {
        var item = ExecutionItem.From(running, Shard(running.Id), ages.Raw);
        return executions.ReplaceAsync(
            Partition(item.Shard), item.Id, item, etag, CosmosJson.Default.ExecutionItem, cancellationToken);
    }

    private async ValueTask<ItemRead<ExecutionItem>> FindLateAsync(Execution existing, CancellationToken cancellationToken) =>
        existing.Flags.HasFlag(ExecutionFlags.TimedOutByMonitor)
            ? await ReadAsync(existing.Id, ItemId.OfLate(existing.Id), cancellationToken).ConfigureAwait(false)
            : default;

    private Task<ItemRead<ExecutionItem>> ReadAsync(ExecutionId id, string itemId, CancellationToken cancellationToken) =>
        executions.ReadAsync(Partition(Shard(id)), itemId, CosmosJson.Default.ExecutionItem, cancellationToken);

    private int Shard(ExecutionId id) => ShardHash.Of(id, options.Shards);

    private static PartitionKey Partition(int shard) => new(shard);
}
