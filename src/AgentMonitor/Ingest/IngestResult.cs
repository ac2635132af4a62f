using AgentMonitor.Executions;

namespace AgentMonitor.Ingest;

/// <summary>
/// What became of one record. <paramref name="Faults"/> is empty exactly when it was taken
/// (<see cref="IngestOutcomes.IsAccepted"/>); <paramref name="Id"/> is null when it was refused before it had one.
/// </summary>
public sealed record IngestResult(ExecutionId? Id, IngestOutcome Outcome, IReadOnlyList<Fault> Faults);

public enum IngestOutcome
{
    /// <summary>A new id: 201.</summary>
    Created,

    /// <summary>A running execution was finished, or showed a sign of life: 200.</summary>
    Updated,

    /// <summary>The same content is already there: 200.</summary>
    Duplicate,

    /// <summary>A completion after the sweep, kept beside the timeout: 200.</summary>
    Late,

    /// <summary>The id is finished with other content: 409.</summary>
    Conflict,

    /// <summary>Not a JSON text that is safe to read: 400.</summary>
    Malformed,

    /// <summary>Readable, but not a valid record: 422.</summary>
    Invalid,

    /// <summary>More than a record or a request may hold: 413.</summary>
    TooLarge,

    /// <summary>No execution has this id: 404.</summary>
    NotFound,
}

public static class IngestOutcomes
{
    public static bool IsAccepted(this IngestOutcome outcome) => outcome <= IngestOutcome.Late;
}
