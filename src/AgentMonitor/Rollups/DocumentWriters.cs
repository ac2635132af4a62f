namespace AgentMonitor.Rollups;

/// <summary>
/// What encoding a document writes into: large, and lent to one caller at a time. A pair for each thread would be kept
/// by every thread that ever encoded one, and a page goes on where a thread is free.
/// </summary>
internal sealed class DocumentWriters
{
    private const int Capacity = 64 * 1024;

    private static DocumentWriters? _idle;

    public CompactWriter Document { get; } = new(Capacity);

    public CompactWriter Cell { get; } = new(Capacity);

    public static DocumentWriters Take() => Interlocked.Exchange(ref _idle, null) ?? new DocumentWriters();

    /// <summary>Nothing that was written may be looked at any more.</summary>
    public void Return()
    {
        Document.Clear();
        Volatile.Write(ref _idle, this);
    }
}
