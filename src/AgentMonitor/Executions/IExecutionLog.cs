namespace AgentMonitor.Executions;

/// <summary>
/// Where executions live. What <see cref="AppendAsync"/> has answered is durable; a fault of the store is an
/// <see cref="StoreUnavailableException"/> and leaves the caller to send the same ids again.
/// </summary>
public interface IExecutionLog
{
    /// <summary>
    /// Comes back when it is worth trying to append, after a moment where many do; throws what an append would end
    /// with, where that is known beforehand, so that nobody reads and checks in vain.
    /// </summary>
    ValueTask WaitForRoomAsync(CancellationToken cancellationToken) => default;

    /// <summary>Appends each execution that is new, in order; one result for each, in the same order.</summary>
    ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<Execution> executions, CancellationToken cancellationToken);

    /// <summary>The execution as it stands now, content included, or null.</summary>
    ValueTask<LoggedExecution?> FindAsync(ExecutionId id, CancellationToken cancellationToken);
}

/// <summary>An execution with its place in the feed, and the completion that came too late for it, if one did.</summary>
public sealed record LoggedExecution(Execution Execution, long Sequence, Execution? LateCompletion);

public readonly record struct AppendResult(AppendOutcome Outcome, long Sequence);

public enum AppendOutcome
{
    /// <summary>A new id.</summary>
    Created,

    /// <summary>A running execution was finished, or showed a sign of life.</summary>
    Updated,

    /// <summary>The same content is already there.</summary>
    Duplicate,

    /// <summary>The id is finished with other content; nothing was changed.</summary>
    Conflict,

    /// <summary>The sweep had timed it out; the completion is stored beside the timeout.</summary>
    Late,
}
