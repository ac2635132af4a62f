namespace AgentMonitor.Health.Vitals;

/// <summary>What the functions of this process did since its start; a host without functions has no such port.</summary>
public interface IFunctionVitals
{
    FunctionVitals Read();
}

/// <param name="Invocations">Ended ones.</param>
/// <param name="Throttled">Those that were turned away, or turned somebody away, for want of throughput.</param>
/// <param name="Average">Null before the first.</param>
public sealed record FunctionVitals(long Invocations, long Failures, long Throttled, TimeSpan? Average);
