using System.Runtime.CompilerServices;
using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;

namespace AgentMonitor.Contracts.Schedules;

/// <summary>
/// A log as a store of many partitions has it: changes of one transaction share a shard and a number, and what was
/// poison under its old number is sound under the one that requeueing gives it. Positions are places in the list.
/// </summary>
internal sealed class ShardedLog(int shards, PiecewiseRollupStore store) : IScheduledLog, IExecutionHistory, IDeadLetters
{
    private readonly List<FeedItem> _items = [];

    private readonly Dictionary<ExecutionId, (Execution? Standing, Execution? Late)> _byId = [];

    private readonly HashSet<long> _requeued = [];

    private long _lsn;

    private bool _isUpgraded;

    public int Shards => shards;

    public IExecutionHistory History => this;

    public IDeadLetters Letters => this;

    /// <summary>Not known without reading, as in a store of many partitions.</summary>
    public FeedMark DurableEnd => new();

    public long End => _items.Count;

    public long After(FeedMark mark) => 1 + _items.FindLastIndex(item => mark.Covers(item.Shard, item.Lsn));

    public Task AppendAsync(IReadOnlyList<Execution> executions)
    {
        // One transaction lies in one shard, and an execution's shard is that of its id.
        foreach (var siblings in executions.GroupBy(execution => ShardOf(execution.Id)))
        {
            _lsn++;
            foreach (var execution in siblings)
            {
                Append(siblings.Key, execution);
            }
        }

        return Task.CompletedTask;
    }

    public Task<(FeedPage Page, long Next)> ReadAsync(IReadOnlySet<int> shards, long position, int atLeast)
    {
        var items = new List<FeedItem>();
        var next = (int)position;
        for (; next < _items.Count && (items.Count < atLeast || _items[next].Lsn == _items[next - 1].Lsn); next++)
        {
            if (shards.Contains(_items[next].Shard))
            {
                items.Add(Read(_items[next]));
            }
        }

        return Task.FromResult((new FeedPage(items, [], next), (long)next));
    }

    public Task RequeueAsync(int which)
    {
        if (store.DeadLetters is { Count: > 0 } letters)
        {
            var letter = letters[which % letters.Count];
            for (var call = 0; call < 2; call++)
            {
                if (_requeued.Add(letter.Lsn))
                {
                    var poison = _items.First(item => item.Lsn == letter.Lsn && item.Execution.Id.Value == letter.ExecutionId);
                    _items.Add(new FeedItem(letter.Shard, ++_lsn, Poison.Cured(poison.Execution)));
                }
            }
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Execution>> CountedAsync() => Task.FromResult<IReadOnlyList<Execution>>(
        [.. _items.Where(item => !IsLetter(item)).Select(item => Read(item).Execution)
            .Where(execution => !Poison.Is(execution))
            .Where(execution => execution.Status != ExecutionStatus.Running && !execution.Flags.HasFlag(ExecutionFlags.Late))]);

    public async IAsyncEnumerable<FeedItem> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, FeedMark end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var item in _items.Where(item => end.Shards.Count == 0 || end.Covers(item.Shard, item.Lsn)).ToList())
        {
            if (!IsLetter(item))
            {
                yield return Read(item);
            }
        }
    }

    public void Upgrade() => _isUpgraded = true;

    public ValueTask<FeedPage> SetApartAsync(FeedPage page, CancellationToken cancellationToken) =>
        new(page with { Items = [.. page.Items.Where(item => !IsLetter(item))] });

    public ValueTask<IReadOnlyList<StoredDeadLetter>> ListAsync(int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A projector lists no letters.");

    public ValueTask<long> CountAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException("A projector counts no letters.");

    public ValueTask<bool> RequeueAsync(string id, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A projector requeues nothing.");

    private FeedItem Read(FeedItem item) => _isUpgraded ? item with { Execution = Poison.Cured(item.Execution) } : item;

    private bool IsLetter(FeedItem item) =>
        store.DeadLetters.Exists(letter => letter.Lsn == item.Lsn && letter.ExecutionId == item.Execution.Id.Value);

    private int ShardOf(ExecutionId id) => id.Value.Sum(letter => letter) % shards;

    private void Append(int shard, Execution incoming)
    {
        var (standing, late) = _byId.GetValueOrDefault(incoming.Id);
        if (ExecutionTransitions.Decide(standing, late, incoming, PriceTable.Empty).Append is { } append)
        {
            _byId[incoming.Id] = append.Flags.HasFlag(ExecutionFlags.Late) ? (standing, append) : (append, late);
            _items.Add(new FeedItem(shard, _lsn, append));
        }
    }
}
