namespace AgentMonitor.Rollups;

/// <summary>
/// What encoding a document writes into: large, and lent to one caller at a time. One for each thread would be kept by
/// every thread that ever encoded a document, and a page goes on where a thread is free.
/// </summary>
internal sealed class DocumentWriters
{
    private const int Capacity = 64 * 1024;

    /// <summary>How many callers at once need none made for them.</summary>
    public const int Kept = 4;

    private static readonly DocumentWriters?[] Idle = new DocumentWriters?[Kept];

    public CompactWriter Document { get; } = new(Capacity);

    public CompactWriter Cell { get; } = new(Capacity);

    public static DocumentWriters Take()
    {
        for (var place = 0; place < Idle.Length; place++)
        {
            if (Interlocked.Exchange(ref Idle[place], null) is { } idle)
            {
                return idle;
            }
        }

        return new DocumentWriters();
    }

    /// <summary>Nothing that was written may be looked at any more.</summary>
    public void Return()
    {
        Document.Clear();
        for (var place = 0; place < Idle.Length; place++)
        {
            if (Interlocked.CompareExchange(ref Idle[place], this, null) is null)
            {
                return;
            }
        }
    }
}
