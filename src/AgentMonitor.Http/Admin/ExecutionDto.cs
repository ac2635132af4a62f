using AgentMonitor.Executions;
using AgentMonitor.Http.Wire;

namespace AgentMonitor.Http.Admin;

/// <summary>An execution without its content, as lists show it.</summary>
public sealed record ExecutionSummaryDto(
    string ExecutionId,
    string? RequestId,
    int Attempt,
    string AgentName,
    string? UserId,
    string? UserName,
    string? SessionId,
    string? ParentExecutionId,
    ExecutionStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset ReceivedAt,
    long? ExecutionTimeMs,
    long? TtftMs,
    string? ModelUsed,
    long? TokensUsed,
    decimal? CostUsd,
    string? ErrorMessage,
    string? ErrorType,
    string? Fingerprint,
    GoalOutcome? Outcome,
    EscalationDto? Escalation,
    IReadOnlyList<string> Flags)
{
    internal static ExecutionSummaryDto From(Execution execution) => new(
        execution.Id.Value, execution.RequestId, execution.Attempt, execution.AgentName, execution.UserId,
        execution.UserName, execution.SessionId, execution.ParentExecutionId, execution.Status, execution.CreatedAt,
        execution.StartedAt, execution.EndedAt, execution.ReceivedAt, execution.DurationMs, execution.TtftMs,
        execution.Model, execution.TokensUsed, execution.Cost?.Usd, execution.ErrorMessage, execution.ErrorType,
        execution.ErrorFingerprint, execution.Outcome, EscalationDto.From(execution.Escalation),
        WireFlags.Of(execution.Flags));
}

/// <summary>An execution with everything that is kept of it.</summary>
public sealed record ExecutionDto(
    string ExecutionId,
    string? RequestId,
    int Attempt,
    string AgentName,
    string? AgentVersion,
    string? UserId,
    string? UserName,
    string? SessionId,
    string? ParentExecutionId,
    string? TraceId,
    string? SpanId,
    ExecutionStatus Status,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? DeadlineAt,
    long? ExecutionTimeMs,
    long? TtftMs,
    long? TimeoutMs,
    string? ModelUsed,
    string? Provider,
    long? TokensUsed,
    UsageDto? Usage,
    decimal? CostUsd,
    CostDto Cost,
    RawJson? InputData,
    RawJson? OutputData,
    bool ContentTruncated,
    string? ErrorMessage,
    string? ErrorType,
    string? ErrorFingerprint,
    EscalationDto? Escalation,
    GoalOutcome? Outcome,
    string? Feature,
    string? Variant,
    string? Language,
    string? Region,
    string? Environment,
    ClientDto? Client,
    IReadOnlyList<string> Tags,
    RawJson? Attributes,
    IReadOnlyList<string> Flags)
{
    internal static ExecutionDto From(Execution execution) => new(
        execution.Id.Value, execution.RequestId, execution.Attempt, execution.AgentName, execution.AgentVersion,
        execution.UserId, execution.UserName, execution.SessionId, execution.ParentExecutionId, execution.TraceId,
        execution.SpanId, execution.Status, execution.StartedAt, execution.EndedAt, execution.CreatedAt,
        execution.ReceivedAt, execution.DeadlineAt, execution.DurationMs, execution.TtftMs, execution.TimeoutMs,
        execution.Model, execution.Provider, execution.TokensUsed, UsageDto.From(execution.Usage), execution.Cost?.Usd,
        new CostDto(execution.CostComputed, execution.UnpricedTokens), RawJson.From(execution.Content.InputData),
        RawJson.From(execution.Content.OutputData), execution.Flags.HasFlag(ExecutionFlags.ContentTruncated),
        execution.ErrorMessage, execution.ErrorType, execution.ErrorFingerprint, EscalationDto.From(execution.Escalation),
        execution.Outcome, execution.Feature, execution.Variant, execution.Language, execution.Region,
        execution.Environment, ClientDto.From(execution.Client?.AddressHash, execution.Client?.UserAgent), execution.Tags, RawJson.From(execution.Content.Attributes), WireFlags.Of(execution.Flags));
}

/// <summary>Tokens by kind, as the record carries them.</summary>
public sealed record UsageDto(
    long InputTokens, long CacheReadTokens, long CacheWriteTokens, long OutputTokens, long ReasoningTokens)
{
    internal static UsageDto? From(TokenUsage? usage) => usage is null
        ? null
        : new UsageDto(usage.Input, usage.CacheRead, usage.CacheWrite, usage.Output, usage.Reasoning);
}

/// <summary>Whether the price table gave the cost, and how many tokens it has no price for.</summary>
public sealed record CostDto(bool Computed, long UnpricedTokens);

/// <summary>Who called the agent; the address as a keyed hash.</summary>
public sealed record ClientDto(string? AddressHash, string? UserAgent)
{
    internal static ClientDto? From(string? addressHash, string? userAgent) =>
        addressHash is null && userAgent is null ? null : new ClientDto(addressHash, userAgent);
}

public sealed record EscalationDto(EscalationState State, EscalationSeverity? Severity)
{
    internal static EscalationDto? From(Escalation? escalation) =>
        escalation is null ? null : new EscalationDto(escalation.State, escalation.Severity);
}
