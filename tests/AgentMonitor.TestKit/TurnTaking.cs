namespace AgentMonitor.TestKit;

/// <summary>
/// Everything that is awaited takes turns on the test's own thread, in order; with a <see cref="ManualClock"/> a run
/// of hours is over in no time and the same each time.
/// </summary>
public sealed class TurnTaking : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Turn, object? State)> _turns = [];

    public override void Post(SendOrPostCallback d, object? state) => _turns.Enqueue((d, state));

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs <paramref name="test"/> with this as the context that awaits come back to.</summary>
    public static void Run(Action<TurnTaking> test)
    {
        var before = Current;
        var turns = new TurnTaking();
        SetSynchronizationContext(turns);
        try
        {
            test(turns);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Until everybody waits for the clock.</summary>
    public void TakeAll()
    {
        while (_turns.TryDequeue(out var next))
        {
            next.Turn(next.State);
        }
    }
}
