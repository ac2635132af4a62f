namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>A record under what it is listed by (<see cref="ListKey"/>). Ordered by key, then oldest first.</summary>
internal readonly record struct ListEntry(long Key, long Sequence) : IComparable<ListEntry>
{
    public int CompareTo(ListEntry other) =>
        Key != other.Key ? Key.CompareTo(other.Key) : Sequence.CompareTo(other.Sequence);
}
