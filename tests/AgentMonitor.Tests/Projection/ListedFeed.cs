using AgentMonitor.Executions;
using AgentMonitor.Projection;

namespace AgentMonitor.Tests.Projection;

/// <summary>A feed of what a test appends, one shard, numbered from 1.</summary>
internal sealed class ListedFeed : IExecutionFeed
{
    private readonly Lock _gate = new();

    private readonly List<Execution> _executions = [];

    private TaskCompletionSource _appended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int PagesRead { get; private set; }

    public IReadOnlyList<Execution> Executions => _executions;

    public long End
    {
        get
        {
            lock (_gate)
            {
                return _executions.Count;
            }
        }
    }

    public void Append(Execution execution)
    {
        lock (_gate)
        {
            _executions.Add(execution);
            _appended.TrySetResult();
            _appended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public ValueTask<long> ProjectedAsync(CancellationToken cancellationToken) => ValueTask.FromResult(0L);

    public ValueTask<FeedPage> ReadAsync(long position, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            PagesRead++;
            var items = _executions.Select((execution, i) => new FeedItem(0, i + 1, execution))
                .Skip((int)position).Take(limit).ToList();
            return ValueTask.FromResult(new FeedPage(items, [], position + items.Count));
        }
    }

    public async ValueTask WaitBeyondAsync(long position, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task appended;
            lock (_gate)
            {
                if (_executions.Count > position)
                {
                    return;
                }

                appended = _appended.Task;
            }

            await appended.WaitAsync(cancellationToken);
        }
    }
}
