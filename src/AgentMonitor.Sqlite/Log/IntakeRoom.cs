using AgentMonitor.Executions;

namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// Whether more can be taken in. A projector that is far behind has to read back what it could have found in memory,
/// and falls further behind. So beyond that senders wait for it for a moment, which keeps both busy; those who would
/// come on top of <paramref name="limit"/> records are turned away.
/// </summary>
internal sealed class IntakeRoom(DurableEnd end, ProjectedPosition projected, int limit, TimeProvider clock)
{
    // Two pages of the projector: with what is on its way to the log, all of it is still in memory.
    private const int Comfortable = 16 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private long _stuckAt = -1;

    private long Behind => end.Value - projected.Value;

    public void Check()
    {
        if (Behind >= limit)
        {
            throw new StoreUnavailableException(
                StoreFault.Overloaded, "Too many executions wait to be rolled up; send again later.", RetryAfter);
        }
    }

    public ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        Check();
        return Behind < Comfortable || projected.Value == Volatile.Read(ref _stuckAt)
            ? default
            : new(WaitForProjectorAsync(cancellationToken));
    }

    // One that does not move at all has a fault. Records are taken in all the same, and nobody waits for it again.
    private async Task WaitForProjectorAsync(CancellationToken cancellationToken)
    {
        var before = projected.Value;
        var room = projected.WaitBeyondAsync(end.Value - Comfortable, cancellationToken).AsTask();
        var first = await Task.WhenAny(room, Task.Delay(Patience, clock, cancellationToken)).ConfigureAwait(false);
        await first.ConfigureAwait(false);
        if (projected.Value == before)
        {
            Volatile.Write(ref _stuckAt, before);
        }

        Check();
    }
}
