namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// A row of the log as its reader lends it: <see cref="Body"/> is the reader's own memory, good until it reads on.
/// </summary>
internal readonly record struct Chunk(long First, int Count, ReadOnlyMemory<byte> Body)
{
    public long Last => First + Count - 1;

    public bool Holds(long sequence) => sequence >= First && sequence <= Last;
}
