using AgentMonitor.Executions;

namespace AgentMonitor.Escalations;

/// <summary>The escalations of the executions that are kept, as far as the feed has been projected.</summary>
public interface IEscalations
{
    ValueTask<EscalationEntry?> FindAsync(string executionId, CancellationToken cancellationToken);

    /// <summary>
    /// At most <paramref name="limit"/> matches after <paramref name="cursor"/> (null: from the first), last raised
    /// first. An unreadable cursor is an <see cref="InvalidCursorException"/>.
    /// </summary>
    ValueTask<EscalationPage> ListAsync(
        EscalationFilter filter, string? cursor, int limit, CancellationToken cancellationToken);

    /// <param name="waitsFrom">Waits count of what is open, and of what was raised then or later.</param>
    ValueTask<EscalationCounts> CountAsync(
        DateTimeOffset now, DateTimeOffset today, DateTimeOffset waitsFrom, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a move over what records say, those that are projected later included; a move that is older than the one
    /// that stands changes nothing. The execution need not be known yet.
    /// </summary>
    ValueTask ApplyAsync(string executionId, EscalationMove move, CancellationToken cancellationToken);

    /// <summary>Deletes what the user's executions raised.</summary>
    ValueTask ForgetAsync(string userId, CancellationToken cancellationToken);
}

/// <summary>What a list is narrowed to; null means any.</summary>
public sealed record EscalationFilter(EscalationState? State = null, EscalationSeverity? Severity = null)
{
    public bool Matches(EscalationEntry entry) =>
        (State is null || State == entry.State) && (Severity is null || Severity == entry.Severity);
}

public sealed record EscalationPage(IReadOnlyList<EscalationEntry> Items, string? NextCursor);

/// <summary>How many there are of each state.</summary>
/// <param name="Critical">Of the open ones.</param>
/// <param name="Today">Raised since today began.</param>
/// <param name="Waits">How many waits <paramref name="WaitMs"/> is the sum of.</param>
public sealed record EscalationCounts(
    long Pending, long InProgress, long Resolved, long Critical, long Today, long Waits, long WaitMs)
{
    public static EscalationCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>Null where nobody waited.</summary>
    public long? AverageWaitMs => Waits > 0 ? WaitMs / Waits : null;

    public EscalationCounts Plus(
        EscalationState state, EscalationSeverity? severity, DateTimeOffset raisedAt, DateTimeOffset? takenAt,
        DateTimeOffset now, DateTimeOffset today, DateTimeOffset waitsFrom)
    {
        var isOpen = state is EscalationState.Pending or EscalationState.InProgress;
        var waits = isOpen || raisedAt >= waitsFrom;
        var wait = Math.Max(0, ((takenAt ?? now) - raisedAt).Ticks / TimeSpan.TicksPerMillisecond);
        return this with
        {
            Pending = Pending + (state == EscalationState.Pending ? 1 : 0),
            InProgress = InProgress + (state == EscalationState.InProgress ? 1 : 0),
            Resolved = Resolved + (state == EscalationState.Resolved ? 1 : 0),
            Critical = Critical + (isOpen && severity == EscalationSeverity.Critical ? 1 : 0),
            Today = Today + (raisedAt >= today ? 1 : 0),
            Waits = Waits + (waits ? 1 : 0),
            WaitMs = WaitMs + (waits ? wait : 0),
        };
    }
}
