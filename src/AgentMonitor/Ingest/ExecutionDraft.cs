using AgentMonitor.Costs;
using AgentMonitor.Executions;

namespace AgentMonitor.Ingest;

/// <summary>A record as its sender sent it: each member valid by itself, no defaults, no rules across members yet.</summary>
internal sealed class ExecutionDraft
{
    public string? ExecutionId { get; set; }

    public string? AgentName { get; set; }

    public ExecutionStatus? Status { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? RequestId { get; set; }

    public int? Attempt { get; set; }

    public string? AgentVersion { get; set; }

    public string? UserId { get; set; }

    public string? UserName { get; set; }

    public string? SessionId { get; set; }

    public string? ParentExecutionId { get; set; }

    public string? TraceId { get; set; }

    public string? SpanId { get; set; }

    public long? DurationMs { get; set; }

    public long? TtftMs { get; set; }

    public long? TimeoutMs { get; set; }

    public string? Model { get; set; }

    public string? Provider { get; set; }

    public long? TokensUsed { get; set; }

    public long? InputTokens { get; set; }

    public long? CacheReadTokens { get; set; }

    public long? CacheWriteTokens { get; set; }

    public long? OutputTokens { get; set; }

    public long? ReasoningTokens { get; set; }

    public NanoUsd? Cost { get; set; }

    public string? ErrorMessage { get; set; }

    public string? ErrorType { get; set; }

    public EscalationState? EscalationState { get; set; }

    public EscalationSeverity? EscalationSeverity { get; set; }

    public GoalOutcome? Outcome { get; set; }

    public string? Feature { get; set; }

    public string? Variant { get; set; }

    public string? Language { get; set; }

    public string? Region { get; set; }

    public string? Environment { get; set; }

    /// <summary>As it was sent, until it is hashed; never stored.</summary>
    public string? ClientAddress { get; set; }

    public string? ClientAddressHash { get; set; }

    public string? UserAgent { get; set; }

    public IReadOnlyList<string> Tags { get; set; } = [];

    public ReadOnlyMemory<byte>? InputData { get; set; }

    public ReadOnlyMemory<byte>? OutputData { get; set; }

    public ReadOnlyMemory<byte>? Attributes { get; set; }

    public bool ContentTruncated { get; set; }

    public string ContentHash { get; set; } = "";
}
