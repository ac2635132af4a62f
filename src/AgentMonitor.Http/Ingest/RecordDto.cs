using System.Text.Json;
using System.Text.Json.Serialization;
using AgentMonitor.Executions;

namespace AgentMonitor.Http.Ingest;

/// <summary>
/// An execution record as agents send it; for the API document. <c>agent_name</c> and <c>status</c> are required,
/// everything else may be left out. Reading it is the intake's, which says all faults at once.
/// </summary>
public sealed record RecordDto
{
    [JsonRequired]
    public required string AgentName { get; init; }

    [JsonRequired]
    public required ExecutionStatus Status { get; init; }

    public string? ExecutionId { get; init; }

    public string? RequestId { get; init; }

    public int? Attempt { get; init; }

    public string? AgentVersion { get; init; }

    public string? UserId { get; init; }

    public string? UserName { get; init; }

    public string? SessionId { get; init; }

    public string? ParentExecutionId { get; init; }

    public string? TraceId { get; init; }

    public string? SpanId { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public long? ExecutionTimeMs { get; init; }

    public long? TtftMs { get; init; }

    public long? TimeoutMs { get; init; }

    public string? ModelUsed { get; init; }

    public string? Provider { get; init; }

    public long? TokensUsed { get; init; }

    public RecordUsageDto? Usage { get; init; }

    public decimal? CostUsd { get; init; }

    public JsonElement? InputData { get; init; }

    public JsonElement? OutputData { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ErrorType { get; init; }

    public RecordEscalationDto? Escalation { get; init; }

    public GoalOutcome? Outcome { get; init; }

    public string? Feature { get; init; }

    public string? Variant { get; init; }

    public string? Language { get; init; }

    public string? Region { get; init; }

    public RecordClientDto? Client { get; init; }

    public string? Environment { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public JsonElement? Attributes { get; init; }
}

public sealed record RecordUsageDto
{
    public long? InputTokens { get; init; }

    public long? CacheReadTokens { get; init; }

    public long? CacheWriteTokens { get; init; }

    public long? OutputTokens { get; init; }

    public long? ReasoningTokens { get; init; }
}

/// <summary>Who called the agent. Of the address a keyed hash is kept, and never the address.</summary>
public sealed record RecordClientDto
{
    public string? Address { get; init; }

    public string? UserAgent { get; init; }
}

public sealed record RecordEscalationDto
{
    [JsonRequired]
    public required EscalationState State { get; init; }

    public EscalationSeverity? Severity { get; init; }
}
