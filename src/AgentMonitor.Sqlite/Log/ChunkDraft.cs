namespace AgentMonitor.Sqlite.Log;

/// <summary>The chunk that a group is filling.</summary>
internal sealed class ChunkDraft
{
    // Many small requests share a chunk; a record larger than this has one to itself.
    private const int FullLength = 64 << 10;

    public ByteBuffer Body { get; } = new(2 * FullLength);

    public int Count { get; private set; }

    /// <summary>The earliest.</summary>
    public long ReceivedAt { get; private set; } = long.MaxValue;

    public long? MinEnded { get; private set; }

    public long? MaxEnded { get; private set; }

    public bool HasRoomFor(int length) => Count == 0 || Body.Length + length <= FullLength;

    public void Add(ReadOnlySpan<byte> encoded, DateTimeOffset receivedAt, DateTimeOffset? endedAt)
    {
        Body.Write(encoded);
        Count++;
        ReceivedAt = Math.Min(ReceivedAt, receivedAt.UtcTicks);
        if (endedAt?.UtcTicks is { } ended)
        {
            MinEnded = Math.Min(MinEnded ?? ended, ended);
            MaxEnded = Math.Max(MaxEnded ?? ended, ended);
        }
    }

    public void Clear()
    {
        Body.Clear();
        Count = 0;
        ReceivedAt = long.MaxValue;
        MinEnded = null;
        MaxEnded = null;
    }
}
