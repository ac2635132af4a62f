namespace AgentMonitor.Sqlite;

/// <summary>The number of the last projected record, moved after the commit that says so.</summary>
internal sealed class ProjectedPosition
{
    private long _value;

    public long Value => Volatile.Read(ref _value);

    public void MoveTo(long value) => Volatile.Write(ref _value, value);
}
