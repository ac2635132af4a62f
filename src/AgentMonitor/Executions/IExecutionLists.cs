namespace AgentMonitor.Executions;

/// <summary>Lists of raw executions, newest first by the time they were recorded; content is not read.</summary>
public interface IExecutionLists
{
    /// <summary>
    /// At most <paramref name="limit"/> matches after <paramref name="cursor"/> (null: from the newest). A page may
    /// be short, or empty, and still have a next cursor: a search reads a bounded stretch of history at a time.
    /// An unreadable cursor is an <see cref="InvalidCursorException"/>.
    /// </summary>
    ValueTask<ExecutionPage> ListAsync(
        ExecutionFilter filter, string? cursor, int limit, CancellationToken cancellationToken);
}

/// <summary>What a list is narrowed to; null means any.</summary>
public sealed record ExecutionFilter
{
    public static ExecutionFilter None { get; } = new();

    public string? Agent { get; init; }

    public ExecutionStatus? Status { get; init; }

    public string? Model { get; init; }

    public string? UserId { get; init; }

    public string? SessionId { get; init; }

    /// <summary>Children of this execution.</summary>
    public string? ParentExecutionId { get; init; }

    /// <summary>Failures and timeouts.</summary>
    public bool ErrorsOnly { get; init; }

    public string? Fingerprint { get; init; }

    /// <summary>Found in the error message, whatever its case.</summary>
    public string? ErrorText { get; init; }

    /// <summary>Ended then or later; what still runs goes by its creation.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Ended before then.</summary>
    public DateTimeOffset? To { get; init; }

    public bool Matches(Execution execution) =>
        Is(Agent, execution.AgentName)
        && (Status is null || Status == execution.Status)
        && Is(Model, execution.Model)
        && Is(UserId, execution.UserId)
        && Is(SessionId, execution.SessionId)
        && Is(ParentExecutionId, execution.ParentExecutionId)
        && (!ErrorsOnly || execution.Status.IsError())
        && Is(Fingerprint, execution.ErrorFingerprint)
        && (ErrorText is null || execution.ErrorMessage?.Contains(ErrorText, StringComparison.OrdinalIgnoreCase) == true)
        && IsWithin(execution.EndedAt ?? execution.CreatedAt);

    private bool IsWithin(DateTimeOffset instant) => !(instant < From) && !(instant >= To);

    private static bool Is(string? wanted, string? actual) => wanted is null || wanted == actual;
}

public sealed record ExecutionPage(IReadOnlyList<Execution> Items, string? NextCursor);

/// <summary>A cursor that this list did not hand out.</summary>
public sealed class InvalidCursorException() : Exception("The cursor is not one that this list handed out; leave it out to start anew.");
