using System.Numerics;

namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>
/// Which segments become one. Sizes count in powers of eight. When the newest eight or more, all of one power or below,
/// come to more than that power, they are merged: so an entry is written once for each power at most, and old segments
/// are large and few.
/// </summary>
internal static class MergePolicy
{
    private const int Fanout = 8;

    // Four of what is not yet full always fit into one.
    private const int FullShare = 4;

    // Numbers of records are stored as 31-bit distances from the segment's first.
    private const long WidestSpan = 1L << 30;

    /// <summary>A run of <paramref name="segments"/>, which are oldest first; empty: nothing is due.</summary>
    public static Range Next(IReadOnlyList<Segment> segments, int mostIds)
    {
        var start = segments.Count;
        for (var power = 0; power <= PowerOf(mostIds); power++)
        {
            while (start > 0 && segments[start - 1].Ids <= mostIds / FullShare && PowerOf(segments[start - 1].Ids) <= power)
            {
                start--;
            }

            var (count, ids) = Fitting(segments, start, mostIds);
            if (segments.Count - start >= Fanout && count > 1 && PowerOf(ids) > power)
            {
                return start..(start + count);
            }
        }

        return 0..0;
    }

    // How many from there on fit into one segment, and what they come to.
    private static (int Count, int Ids) Fitting(IReadOnlyList<Segment> segments, int start, int mostIds)
    {
        var (count, ids) = (0, 0);
        for (var i = start; i < segments.Count; i++, count++)
        {
            if (segments[i].Ids > mostIds - ids || segments[i].Last - segments[start].First > WidestSpan)
            {
                break;
            }

            ids += segments[i].Ids;
        }

        return (count, ids);
    }

    private static int PowerOf(int ids) => BitOperations.Log2((uint)Math.Max(1, ids)) / 3;
}
