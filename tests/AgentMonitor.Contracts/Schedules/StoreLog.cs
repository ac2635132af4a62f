using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;

namespace AgentMonitor.Contracts.Schedules;

/// <summary>The log of a real store, of one shard; its poison stays poison, however often it is requeued.</summary>
internal sealed class StoreLog(IStore store) : IScheduledLog
{
    public IStore Store => store;

    public int Shards => 1;

    public IExecutionHistory History => store.History;

    public IDeadLetters Letters => store.DeadLetters;

    public FeedMark DurableEnd => FeedMark.Of(0, store.Feed.End);

    public long End => store.Feed.End;

    public long After(FeedMark mark) => mark.Shards[0];

    public async Task AppendAsync(IReadOnlyList<Execution> executions) =>
        await store.Log.AppendAsync(executions, CancellationToken.None);

    // The store keeps the furthest position only: one that goes back would say that ids are not indexed that are.
    public async Task<(FeedPage Page, long Next)> ReadAsync(IReadOnlySet<int> shards, long position, int atLeast)
    {
        var page = await store.Feed.ReadAsync(position, atLeast, CancellationToken.None);
        var next = page.Position ?? position;
        var projected = await store.Feed.ProjectedAsync(CancellationToken.None);
        return (page with { Position = next > projected ? next : null }, next);
    }

    public async Task RequeueAsync(int which)
    {
        if (await store.DeadLetters.ListAsync(1000, CancellationToken.None) is { Count: > 0 } letters)
        {
            var id = letters[which % letters.Count].Id;
            await store.DeadLetters.RequeueAsync(id, CancellationToken.None);
            await store.DeadLetters.RequeueAsync(id, CancellationToken.None);
        }
    }

    /// <summary>Its lists and its log read what they have written, so nothing changes for them.</summary>
    public void Upgrade()
    {
    }

    public async Task<IReadOnlyList<Execution>> CountedAsync() =>
        [.. (await store.Feed.ReadAsync(0, int.MaxValue, CancellationToken.None)).Items.Select(item => item.Execution)
            .Where(execution => execution.Status != ExecutionStatus.Running && !Poison.Is(execution))
            .Where(execution => !execution.Flags.HasFlag(ExecutionFlags.Late))];
}
