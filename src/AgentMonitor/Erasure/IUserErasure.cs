using AgentMonitor.Executions;
using AgentMonitor.Projection;

namespace AgentMonitor.Erasure;

/// <summary>Who is to be forgotten: everything that came in up to then.</summary>
/// <param name="At">When it was asked for.</param>
/// <param name="Through">The end of the log by then, where the store knows it.</param>
public sealed record ForgottenUser(string UserId, DateTimeOffset At, FeedMark Through);

/// <summary>Executions of the user that were not known to be erased, and the sessions that they are in.</summary>
public sealed record UserBatch(IReadOnlyList<ExecutionId> Executions, IReadOnlyList<string> Sessions);

/// <summary>
/// Takes a user out of what a store has written. Every step may be cut short and be begun anew, and none stands in the
/// way of what arrives meanwhile. An execution is the user's when one of its records names the user, or names nobody
/// and is in a session of that user's alone or below one of the user's executions.
/// </summary>
public interface IUserErasure
{
    /// <summary>
    /// What is the user's and projected. Whoever asks adds each batch to <see cref="ErasedIds"/> before asking for the
    /// next.
    /// </summary>
    IAsyncEnumerable<UserBatch> FindAsync(ForgottenUser user, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces every execution that <see cref="ErasedIds"/> knows by its <see cref="ErasedCopy"/>, in the log and in
    /// every list, and takes the user out of dead letters.
    /// </summary>
    ValueTask EraseAsync(ForgottenUser user, CancellationToken cancellationToken);

    /// <summary>Leaves no byte of what was deleted, where the store's files are ours.</summary>
    ValueTask ScrubAsync(CancellationToken cancellationToken);
}

/// <summary>Another place that knows a user, and forgets one. Forgetting twice is forgetting once.</summary>
public interface IUserTraces
{
    ValueTask ForgetAsync(ForgottenUser user, CancellationToken cancellationToken);
}
