using System.Text.Json.Serialization;
using AgentMonitor.Costs;

namespace AgentMonitor.Executions;

/// <summary>
/// One run of one agent, as stored: validated, priced, with every default filled in. Durations are milliseconds,
/// instants UTC, unknown is null. A finished execution never changes again.
/// </summary>
public sealed record Execution
{
    public required ExecutionId Id { get; init; }

    public required string AgentName { get; init; }

    public required ExecutionStatus Status { get; init; }

    /// <summary>When it arrived here; the one time that senders cannot choose.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The end of the run, which decides its buckets; null exactly while it is running.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>While running: when the sweep may call it a timeout.</summary>
    public DateTimeOffset? DeadlineAt { get; init; }

    public string? RequestId { get; init; }

    public int Attempt { get; init; } = 1;

    public string? AgentVersion { get; init; }

    public string? UserId { get; init; }

    public string? UserName { get; init; }

    public string? SessionId { get; init; }

    public string? ParentExecutionId { get; init; }

    public string? TraceId { get; init; }

    public string? SpanId { get; init; }

    public long? DurationMs { get; init; }

    /// <summary>Time to the first token.</summary>
    public long? TtftMs { get; init; }

    public long? TimeoutMs { get; init; }

    public string? Model { get; init; }

    public string? Provider { get; init; }

    public long? TokensUsed { get; init; }

    public TokenUsage? Usage { get; init; }

    public NanoUsd? Cost { get; init; }

    /// <summary>True when the price table gave <see cref="Cost"/>, false when the sender did.</summary>
    public bool CostComputed { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ErrorType { get; init; }

    /// <summary>Groups errors that differ in ids and numbers only; set for failures and timeouts.</summary>
    public string? ErrorFingerprint { get; init; }

    public Escalation? Escalation { get; init; }

    public GoalOutcome? Outcome { get; init; }

    public string? Feature { get; init; }

    public string? Variant { get; init; }

    public string? Language { get; init; }

    public string? Region { get; init; }

    public string? Environment { get; init; }

    public ClientInfo? Client { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public ExecutionFlags Flags { get; init; }

    /// <summary>What is left of the user where one was forgotten; null for every other execution.</summary>
    public ErasedTraces? Erased { get; init; }

    /// <summary>
    /// Base64 SHA-256 of the canonical body that the sender sent (of the one that finished it, once finished):
    /// equal hashes are the same content.
    /// </summary>
    public required string ContentHash { get; init; }

    /// <summary>Kept apart from the numbers, so that projecting and listing never read it.</summary>
    [JsonIgnore]
    public ExecutionContent Content { get; init; } = ExecutionContent.None;

    [JsonIgnore]
    public bool IsErased => Erased is not null;

    /// <summary>Whether it is a completion that came after its timeout, which is outside every number.</summary>
    [JsonIgnore]
    public bool IsLate => (Flags & ExecutionFlags.Late) != 0;

    /// <summary>Tokens that no price is known for: all of them where there is no cost.</summary>
    [JsonIgnore]
    public long UnpricedTokens => Cost is null ? TokensUsed ?? 0 : 0;
}
