using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;

namespace AgentMonitor.Functions.Tests.Feed;

/// <summary>Rollups whose saves wait while they are held, and fail when told to.</summary>
internal sealed class HeldRollups : IRollupStore
{
    private readonly InMemoryRollups _rollups = new(_ => { });

    private TaskCompletionSource _gate = Opened();

    public int Saves { get; private set; }

    /// <summary>How many saves succeed before the store is away; null: all.</summary>
    public int? FailAfter { get; set; }

    public IDisposable Hold()
    {
        var gate = _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return new Release(gate);
    }

    public ValueTask<IReadOnlyList<RollupDocument>> ReadAsync(
        IReadOnlyCollection<RollupKey> keys, CancellationToken cancellationToken) => _rollups.ReadAsync(keys, cancellationToken);

    public ValueTask<IReadOnlyList<RollupDocument>> ReadRangeAsync(
        RollupScope scope, Grain grain, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        _rollups.ReadRangeAsync(scope, grain, from, to, cancellationToken);

    public ValueTask<IReadOnlyList<RollupDocument>> ReadAllAsync(
        DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        _rollups.ReadAllAsync(from, to, cancellationToken);

    public async ValueTask<IReadOnlyCollection<RollupKey>> SaveAsync(PageWrite page, CancellationToken cancellationToken)
    {
        await _gate.Task;
        if (FailAfter is { } left && Saves >= left)
        {
            throw new StoreUnavailableException(StoreFault.Unavailable, "The store is away.", TimeSpan.FromSeconds(1));
        }

        Saves++;
        return await _rollups.SaveAsync(page, cancellationToken);
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }

    private sealed class Release(TaskCompletionSource gate) : IDisposable
    {
        public void Dispose() => gate.TrySetResult();
    }
}
