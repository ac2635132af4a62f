using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;

namespace AgentMonitor.Contracts.Schedules;

/// <summary>
/// A store whose process can die between any two of its writes, and in which somebody else can come first just
/// before a save.
/// </summary>
internal sealed class InterruptedRollups(IRollupStore store) : IRollupStore
{
    private int? _crashAfter;

    /// <summary>Happens once, before the next save.</summary>
    public Func<Task>? BeforeSave { get; set; }

    /// <summary>
    /// After how many more writes the process dies; null: it does not. A store that saves a page as one has two such
    /// moments, before and after.
    /// </summary>
    public void CrashAfter(int? writes)
    {
        if (store is PiecewiseRollupStore piecewise)
        {
            piecewise.SavesBeforeCrash = writes;
        }
        else
        {
            _crashAfter = writes % 2;
        }
    }

    public ValueTask<IReadOnlyList<RollupDocument>> ReadAsync(
        IReadOnlyCollection<RollupKey> keys, CancellationToken cancellationToken) => store.ReadAsync(keys, cancellationToken);

    public ValueTask<IReadOnlyList<RollupDocument>> ReadRangeAsync(
        RollupScope scope, Grain grain, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        store.ReadRangeAsync(scope, grain, from, to, cancellationToken);

    public ValueTask<IReadOnlyList<RollupDocument>> ReadAllAsync(
        DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        store.ReadAllAsync(from, to, cancellationToken);

    public async ValueTask<IReadOnlyCollection<RollupKey>> SaveAsync(PageWrite page, CancellationToken cancellationToken)
    {
        var interruption = BeforeSave;
        BeforeSave = null;
        if (interruption is not null)
        {
            await interruption();
        }

        CrashIf(0);
        var moved = await store.SaveAsync(page, cancellationToken);
        CrashIf(1);
        return moved;
    }

    private void CrashIf(int writes)
    {
        if (_crashAfter == writes)
        {
            _crashAfter = null;
            throw new CrashException();
        }
    }
}
