namespace AgentMonitor.Rollups;

/// <summary>A cell of <see cref="RollupCells"/>: as an object, in stored form, or both.</summary>
internal sealed class CellEntry
{
    public Rollup? Cell { get; set; }

    /// <summary>Whether the object says more than the stored form, or there is no such form.</summary>
    public bool HasChanged { get; set; }

    /// <summary>Where in the body its stored form lies.</summary>
    public int At { get; set; }

    public int Length { get; set; }

    /// <summary>About how much memory the object takes, as far as the document has counted it.</summary>
    public int HeldBytes { get; set; }

    /// <summary>Where in the stored form the distinct counts of <see cref="DistinctVersion"/> are.</summary>
    public Range Distinct { get; set; }

    /// <summary>0, which no counts have, until it is known where they are.</summary>
    public long DistinctVersion { get; set; }
}
