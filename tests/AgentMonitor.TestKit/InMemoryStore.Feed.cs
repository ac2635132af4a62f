using System.Runtime.CompilerServices;
using AgentMonitor.Executions;
using AgentMonitor.Projection;

namespace AgentMonitor.TestKit;

// What was appended, read again in order.
public sealed partial class InMemoryStore : IExecutionFeed, IExecutionHistory
{
    public long End
    {
        get
        {
            lock (_gate)
            {
                return _records.Count;
            }
        }
    }

    public ValueTask<long> ProjectedAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(_projected);
        }
    }

    public ValueTask<FeedPage> ReadAsync(long position, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var items = Items(position).Take(limit).ToList();
            return new(new FeedPage(items, [], position + items.Count));
        }
    }

    public async ValueTask WaitBeyondAsync(long position, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task appended;
            lock (_gate)
            {
                if (_records.Count > position)
                {
                    return;
                }

                appended = _appended.Task;
            }

            await appended.WaitAsync(cancellationToken);
        }
    }

    public async IAsyncEnumerable<FeedItem> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, FeedMark end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<FeedItem> items;
        lock (_gate)
        {
            items = [.. Items(0).Where(item => item.Lsn <= end.Shards.GetValueOrDefault(0, long.MaxValue) && !IsDead(item.Lsn)
                && item.Execution.EndedAt >= from && item.Execution.EndedAt < to)];
        }

        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
            await Task.Yield();
        }
    }

    private IEnumerable<FeedItem> Items(long position) =>
        _records.Skip((int)position).Select((execution, i) => new FeedItem(0, position + i + 1, execution));

    private List<FeedItem> Projected()
    {
        lock (_gate)
        {
            return [.. Items(0).Where(item => item.Lsn <= _projected && !IsDead(item.Lsn))];
        }
    }
}
