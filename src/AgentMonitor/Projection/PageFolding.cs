using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>Folds a page into its buckets: on several cores where there are many, since each stands for itself.</summary>
internal static class PageFolding
{
    // Thousands of records of as many users. Below, sharing the work costs more than it brings.
    private const int ManyBuckets = 1024;

    private const int Handful = 64;

    // Each of them encodes documents.
    private static readonly ParallelOptions Together = new() { MaxDegreeOfParallelism = Math.Min(DocumentWriters.Kept, Environment.ProcessorCount) };

    /// <summary>The documents that changed, in the order of their buckets.</summary>
    public static List<RollupDocument> Fold(SortedPage page, List<RollupBucket> buckets)
    {
        var folded = new bool[buckets.Count];
        if (buckets.Count < ManyBuckets)
        {
            Fold(page, buckets, folded, (0, buckets.Count));
        }
        else
        {
            FoldTogether(page, buckets, folded);
        }

        var changed = new List<RollupDocument>(buckets.Count);
        for (var index = 0; index < folded.Length; index++)
        {
            if (folded[index])
            {
                AddChanged(buckets[index], changed);
            }
        }

        return changed;
    }

    private static void AddChanged(RollupBucket bucket, List<RollupDocument> changed)
    {
        foreach (var slice in bucket.Slices)
        {
            if (slice.HasChanged)
            {
                changed.Add(slice);
            }
        }
    }

    private static void FoldTogether(SortedPage page, List<RollupBucket> buckets, bool[] folded)
    {
        try
        {
            Parallel.ForEach(
                Partitioner.Create(0, buckets.Count, Handful), Together, range => Fold(page, buckets, folded, (range.Item1, range.Item2)));
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }
    }

    private static void Fold(SortedPage page, List<RollupBucket> buckets, bool[] folded, (int From, int To) range)
    {
        for (var index = range.From; index < range.To; index++)
        {
            folded[index] = buckets[index].Apply(page);
        }
    }
}
