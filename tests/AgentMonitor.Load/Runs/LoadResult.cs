using AgentMonitor.Load.Measure;

namespace AgentMonitor.Load.Runs;

internal sealed record LoadResult(Tally Warmup, Tally Measured, TimeSpan Elapsed, TimeSpan Cpu)
{
    /// <summary>Something was stored, and nothing was answered that a good request does not deserve.</summary>
    public bool IsGood => Measured.Acknowledged > 0 && Warmup.FirstSurprise is null && Measured.FirstSurprise is null;

    public long Acknowledged => Warmup.Acknowledged + Measured.Acknowledged;

    public long Unknown => Warmup.Unknown + Measured.Unknown;
}
