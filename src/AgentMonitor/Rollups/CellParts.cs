namespace AgentMonitor.Rollups;

/// <summary>Which sketches a cell keeps beside its totals.</summary>
[Flags]
public enum CellParts
{
    TotalsOnly = 0,

    /// <summary>Duration and time to first token.</summary>
    Latency = 1,
    Users = 2,
    Sessions = 4,
    Quarters = 8,

    /// <summary>That executions began there, and nothing else of them, totals included.</summary>
    Began = 16,

    /// <summary>That executions ended there, and nothing else of them.</summary>
    Ended = 32,
    Presence = Began | Ended,
}
