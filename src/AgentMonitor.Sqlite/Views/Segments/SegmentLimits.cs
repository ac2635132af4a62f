namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>How large segments grow and how much merging a page's transaction does; other values are for tests.</summary>
internal sealed record SegmentLimits
{
    /// <summary>
    /// Ids of the largest segment. More would mean fewer segments to look at, and one more time that each entry is
    /// written; and what retention deletes is given back a segment at a time.
    /// </summary>
    public int MostIds { get; init; } = 1 << 20;

    /// <summary>A merge of so many ids is a matter of some 20 ms and done at once; a larger one is spread over pages.</summary>
    public int MostIdsAtOnce { get; init; } = 64 << 10;

    /// <summary>Entries that a page merges of a larger one, plus four for each of its own.</summary>
    public int LeastStep { get; init; } = 4096;
}
