namespace AgentMonitor.Ingest;

/// <summary>How the records of one request are told apart.</summary>
public enum BatchFormat
{
    /// <summary>One object, or an array of them.</summary>
    Json,

    /// <summary>One object a line; empty lines are skipped.</summary>
    NdJson,
}

/// <summary>
/// The records of a request, as slices of its body; or what is wrong with the request as a whole, then without
/// records. <paramref name="Refusal"/> is <see cref="IngestOutcome.Malformed"/> or
/// <see cref="IngestOutcome.TooLarge"/> when there is a fault, else null.
/// </summary>
public sealed record SplitResult(
    bool IsArray, IReadOnlyList<ReadOnlyMemory<byte>> Records, Fault? Fault, IngestOutcome? Refusal)
{
    internal static SplitResult Refused(bool isArray, IngestOutcome refusal, Fault fault) =>
        new(isArray, [], fault, refusal);

    internal static SplitResult Of(bool isArray, IReadOnlyList<ReadOnlyMemory<byte>> records) =>
        new(isArray, records, null, null);
}
