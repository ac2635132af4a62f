namespace AgentMonitor.Yardstick.Writers;

/// <summary>Makes groups durable. Used by one thread, but for <see cref="Count"/>.</summary>
internal interface IGroupWriter : IDisposable
{
    void Begin();

    /// <summary>How many of the records are new.</summary>
    int Write(SentBody body);

    void Commit();

    /// <summary>How many records are stored; any thread may ask.</summary>
    long Count();
}

internal static class GroupWriters
{
    public static IGroupWriter Open(string name, string folder)
    {
        Directory.CreateDirectory(folder);
        return name switch
        {
            "unique" => new TableWriter(folder, secondaryIndexes: false),
            "indexed" => new TableWriter(folder, secondaryIndexes: true),
            "append" => new AppendWriter(folder),
            _ => new NoWriter(),
        };
    }
}
