namespace AgentMonitor.Sqlite;

/// <summary>The number of a record that moves on, and a bell for those who wait for a later one.</summary>
internal abstract class AwaitedPosition
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _bell;
    private long _value;

    public long Value => Volatile.Read(ref _value);

    public void MoveTo(long value)
    {
        Volatile.Write(ref _value, value);
        TaskCompletionSource? bell;
        lock (_gate)
        {
            (bell, _bell) = (_bell, null);
        }

        bell?.SetResult();
    }

    public async ValueTask WaitBeyondAsync(long position, CancellationToken cancellationToken)
    {
        while (Value <= position)
        {
            Task rung;
            lock (_gate)
            {
                rung = (_bell ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            // Looked at again after asking for the bell: a move in between has rung an earlier one.
            if (Value <= position)
            {
                await rung.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
