using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Erasure;

/// <summary>
/// An execution without the person: what is counted stays, and adds to every cell but the user's own what it added
/// before. Whatever is not named here goes, members that are added later too.
/// </summary>
public static class ErasedCopy
{
    /// <summary>Where an erased execution's content hash was: a hash of what was sent is a trace of it.</summary>
    private const string NoHash = "erased";

    /// <param name="id">What it is called from now on.</param>
    public static Execution Of(Execution execution, ExecutionId id) => new()
    {
        Id = id,
        AgentName = execution.AgentName,
        AgentVersion = execution.AgentVersion,
        Status = execution.Status,
        ReceivedAt = execution.ReceivedAt,
        CreatedAt = execution.CreatedAt,
        StartedAt = execution.StartedAt,
        EndedAt = execution.EndedAt,
        DeadlineAt = execution.DeadlineAt,
        Attempt = execution.Attempt,
        DurationMs = execution.DurationMs,
        TtftMs = execution.TtftMs,
        TimeoutMs = execution.TimeoutMs,
        Model = execution.Model,
        Provider = execution.Provider,
        TokensUsed = execution.TokensUsed,
        Usage = execution.Usage,
        Cost = execution.Cost,
        CostComputed = execution.CostComputed,
        ErrorType = execution.ErrorType,
        ErrorFingerprint = execution.ErrorFingerprint,
        Escalation = execution.Escalation,
        Outcome = execution.Outcome,
        Feature = execution.Feature,
        Variant = execution.Variant,
        Language = execution.Language,
        Region = execution.Region,
        Environment = execution.Environment,
        Flags = execution.Flags | ExecutionFlags.Erased,
        ContentHash = NoHash,
        Erased = execution.Erased ?? TracesOf(execution),
    };

    private static ErasedTraces TracesOf(Execution execution) => new(
        execution.UserId is { } user ? DistinctSketch.Kept(DistinctSketch.HashOf(user)) : null,
        execution.SessionId is { } session ? DistinctSketch.Kept(DistinctSketch.HashOf(session)) : null,
        execution.Status.IsError()
            ? ErrorFingerprint.Title(ErrorFingerprint.KindOf(execution.Status, execution.ErrorType), execution.ErrorMessage)
            : null);
}
