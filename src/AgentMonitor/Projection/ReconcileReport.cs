using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>What a recount found. Drift is 0 when every compared cell equals its recount to the byte.</summary>
public sealed record ReconcileReport
{
    // Enough to see what is wrong; the counts say how much.
    private const int KeptDifferences = 100;

    public DateTimeOffset From { get; init; }

    public DateTimeOffset To { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset FinishedAt { get; init; }

    /// <summary>Whether differences were to be mended.</summary>
    public bool Repair { get; init; }

    /// <summary>Finished executions that were counted again.</summary>
    public long Executions { get; init; }

    public long Documents { get; init; }

    public long Cells { get; init; }

    /// <summary>Cells that differ from their recount.</summary>
    public long Drift { get; init; }

    public long RepairedCells { get; init; }

    /// <summary>Documents that changed while they were being recounted, and so were not judged.</summary>
    public long MovedDocuments { get; init; }

    public IReadOnlyList<CellDifference> Differences { get; init; } = [];

    public ReconcileReport Plus(DayReport day) => this with
    {
        Executions = Executions + day.Executions,
        Documents = Documents + day.Documents,
        Cells = Cells + day.Cells,
        Drift = Drift + day.Differences.Count,
        RepairedCells = RepairedCells + (day.Repaired ? day.Differences.Count : 0),
        MovedDocuments = MovedDocuments + day.MovedDocuments,
        Differences = [.. Differences.Concat(day.Differences).Take(KeptDifferences)],
    };
}

/// <summary>One cell that is not what the raw executions make it; counts of executions, stored and recounted.</summary>
public sealed record CellDifference(RollupKey Key, string Cell, long Stored, long Recounted);

public sealed record DayReport(
    long Executions, long Documents, long Cells, long MovedDocuments, IReadOnlyList<CellDifference> Differences, bool Repaired);
