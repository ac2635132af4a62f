namespace AgentMonitor.Yardstick.Writers;

/// <summary>Keeps nothing but the number: what HTTP and the hand-over to another thread cost by themselves.</summary>
internal sealed class NoWriter : IGroupWriter
{
    private long _count;

    public void Begin()
    {
    }

    public int Write(SentBody body)
    {
        var created = 0;
        for (var records = body.Records; records.MoveNext();)
        {
            created++;
        }

        _count += created;
        return created;
    }

    public void Commit()
    {
    }

    public long Count() => Volatile.Read(ref _count);

    public void Dispose()
    {
    }
}
