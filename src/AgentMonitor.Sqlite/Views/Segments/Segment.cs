namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>
/// What is kept in memory of a stretch of projected records, <paramref name="First"/> to <paramref name="Last"/>, whose
/// ids and lists are stored sorted and never change: which ids it may hold, and where each block of its lists begins.
/// </summary>
internal sealed record Segment(
    long Id, long First, long Last, int Ids, int PartitionBits, IdFilter Filter, ListEntry[] Fences)
{
    private const int BlockBits = 24;

    /// <summary>The ids of one block agree in their first bits, so that an id's block needs no search.</summary>
    public static int PartitionOf(ulong high, int bits) => bits == 0 ? 0 : (int)(high >> (64 - bits));

    public static long RowOf(long segment, int block) => (segment << BlockBits) | (uint)block;

    /// <summary>The last block of the lists that begins before the entry; -1: all begin at it or after it.</summary>
    public int BlockBefore(ListEntry entry)
    {
        var place = Fences.AsSpan().BinarySearch(entry);
        return (place < 0 ? ~place : place) - 1;
    }
}
